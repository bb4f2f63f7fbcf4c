namespace Audio2Mqtt.Torch.Inspection;

/// <summary>What a page draws of a recording, mixed to 16 kHz mono; of bounded size however long the recording is.</summary>
public sealed record SoundPictures
{
    /// <summary>The lowest and the highest sample of each column, in equal parts of the recording.</summary>
    public required IReadOnlyList<(float Low, float High)> Waveform { get; init; }

    /// <summary>[columns, 64] mean log-mel energy, row by row, the lowest band first.</summary>
    public required IReadOnlyList<float> LogMel { get; init; }

    /// <summary>Mean power in dB of each line from 0 to 8000 Hz; a full-scale sine on a line has -3.</summary>
    public required IReadOnlyList<double> SpectrumDb { get; init; }

    /// <summary>The beginning, for playing.</summary>
    public required IReadOnlyList<float> Played { get; init; }
}
