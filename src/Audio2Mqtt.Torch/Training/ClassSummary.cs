namespace Audio2Mqtt.Torch.Training;

/// <summary>What a class has.</summary>
/// <param name="Name">The class.</param>
/// <param name="Clips">Its clips, without those left out.</param>
/// <param name="Recordings">How many recordings they come from.</param>
/// <param name="Seconds">Their length together.</param>
/// <param name="Formats">Containers and how many clips have them, the most frequent first.</param>
/// <param name="LeftOut">How many clips were left out.</param>
public sealed record ClassSummary(
    string Name, int Clips, int Recordings, double Seconds, IReadOnlyList<KeyValuePair<string, int>> Formats, int LeftOut);
