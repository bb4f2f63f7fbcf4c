using Audio2Mqtt.Torch.Training.Backgrounds;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>What a <c>background extract</c> command line asks for.</summary>
/// <param name="Audio">A recording, or a folder of them.</param>
/// <param name="Folder">Where the segments go.</param>
/// <param name="Options">How many, and how long.</param>
/// <param name="Avoid">The model whose sounds are left out; null for none.</param>
/// <param name="Threshold">Score from which a sound is heard; null for the model's own.</param>
/// <param name="Json">Whether the result is one document.</param>
internal sealed record ExtractRequest(string Audio, string Folder, BackgroundExtractionOptions Options, string? Avoid, float? Threshold, bool Json);
