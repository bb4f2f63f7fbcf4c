namespace Audio2Mqtt.Torch.Inspection;

/// <summary>What a class holds.</summary>
/// <param name="Name">The class.</param>
/// <param name="Clips">Its clips that can be used.</param>
/// <param name="Recordings">The recordings they come from.</param>
/// <param name="Seconds">Their length together.</param>
/// <param name="LevelDbfs">The median of their levels, in dBFS RMS.</param>
/// <param name="SpreadDb">How far the levels of the middle four fifths lie apart, in dB.</param>
/// <param name="LeftOut">Clips that cannot be used.</param>
public sealed record ClassFigures(string Name, int Clips, int Recordings, double Seconds, double LevelDbfs, double SpreadDb, int LeftOut);
