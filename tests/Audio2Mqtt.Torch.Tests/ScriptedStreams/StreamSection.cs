namespace Audio2Mqtt.Torch.Tests.ScriptedStreams;

/// <summary>A piece of a scripted stream.</summary>
/// <param name="Samples">The mixture at 16 kHz, before it is cut at full scale.</param>
/// <param name="Background">The background alone, of the same length.</param>
/// <param name="Sounds">What lies in it, on the stream's clock.</param>
/// <param name="Name">The background's name.</param>
internal sealed record StreamSection(float[] Samples, float[] Background, IReadOnlyList<ScriptedSound> Sounds, string Name);
