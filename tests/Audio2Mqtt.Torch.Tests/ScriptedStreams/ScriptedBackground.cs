namespace Audio2Mqtt.Torch.Tests.ScriptedStreams;

/// <summary>What lies under a section of a scripted stream.</summary>
/// <param name="Name">A colour, or the name of a file or folder.</param>
/// <param name="StartSeconds">Where the section begins.</param>
/// <param name="EndSeconds">Where it ends.</param>
internal sealed record ScriptedBackground(string Name, double StartSeconds, double EndSeconds);
