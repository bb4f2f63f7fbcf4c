namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>What is configured of one sound.</summary>
/// <param name="Name">A class's name, or a group's.</param>
/// <param name="Origin">Where it is written.</param>
/// <param name="Line">In the file; 0 elsewhere.</param>
/// <param name="Values">Its values.</param>
internal sealed record SoundSection(string Name, string Origin, int Line, Layer Values);
