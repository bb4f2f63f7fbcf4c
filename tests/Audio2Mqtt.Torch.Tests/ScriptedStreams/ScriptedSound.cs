namespace Audio2Mqtt.Torch.Tests.ScriptedStreams;

/// <summary>A sound in a scripted stream.</summary>
/// <param name="Label">The folder that its clip lies in.</param>
/// <param name="StartSeconds">Where its active part begins (<see cref="ActivePart"/>).</param>
/// <param name="EndSeconds">Where that ends.</param>
/// <param name="SnrDb">Its power over that of the background under it, in dB.</param>
/// <param name="Clip">File name of the clip.</param>
/// <param name="Background">What it lies over.</param>
internal sealed record ScriptedSound(string Label, double StartSeconds, double EndSeconds, double SnrDb, string Clip, string Background);
