namespace Audio2Mqtt.Torch.Preparation;

/// <summary>How far one of several pieces of work is, or a part of it.</summary>
/// <param name="all">The pieces.</param>
/// <param name="piece">Which.</param>
/// <param name="from">The share of the piece at which the part begins.</param>
/// <param name="to">The share at which it ends.</param>
internal sealed class PieceProgress(JoinedProgress all, int piece, double from = 0, double to = 1) : IProgress<double>
{
    /// <inheritdoc/>
    public void Report(double value) => all.Report(piece, from + (value * (to - from)));

    /// <summary>A part of this one.</summary>
    internal PieceProgress Part(double first, double last) => new(all, piece, from + (first * (to - from)), from + (last * (to - from)));
}
