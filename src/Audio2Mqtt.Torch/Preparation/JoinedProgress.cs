namespace Audio2Mqtt.Torch.Preparation;

/// <summary>How far several pieces of work are together, each told by a thread of its own; each counts alike.</summary>
/// <param name="whole">Told the share that is done, by one thread at a time.</param>
/// <param name="count">Pieces, 1 or more.</param>
internal sealed class JoinedProgress(IProgress<double> whole, int count)
{
    private readonly Lock gate = new();
    private readonly double[] shares = new double[count];
    private double sum;

    /// <summary>Takes what one piece tells.</summary>
    internal PieceProgress Of(int piece) => new(this, piece);

    /// <summary>Takes the share of a piece that is done.</summary>
    internal void Report(int piece, double share)
    {
        lock (gate)
        {
            sum += share - shares[piece];
            shares[piece] = share;
            whole.Report(Math.Clamp(sum / shares.Length, 0, 1));
        }
    }
}
