namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>One patch of the timeline, as JSON has it; times in seconds.</summary>
internal sealed record FrameDocument(double Start, double End, ClassDocument[] Classes);
