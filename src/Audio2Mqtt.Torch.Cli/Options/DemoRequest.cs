namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>What a <c>demo</c> command line asks for.</summary>
/// <param name="Seconds">How long to listen.</param>
/// <param name="Seed">Decides the sounds.</param>
/// <param name="Spectrum">Whether to do without YAMNet.</param>
/// <param name="Keep">Where everything stays; null for nowhere.</param>
/// <param name="Json">Whether the result is a JSON document.</param>
internal sealed record DemoRequest(int Seconds, int Seed, bool Spectrum, string? Keep, bool Json);
