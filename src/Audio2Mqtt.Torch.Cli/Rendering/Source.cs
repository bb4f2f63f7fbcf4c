namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>A network or a model, by its name and by what tells it from others of that name.</summary>
/// <param name="Name">For people.</param>
/// <param name="Hash">The hash of its tensors; null where it was never loaded.</param>
internal sealed record Source(string Name, string? Hash);
