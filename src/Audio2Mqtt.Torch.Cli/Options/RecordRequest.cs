using Audio2Mqtt.Torch.Streaming;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>What <c>record</c> is asked for.</summary>
internal sealed record RecordRequest(SourceRequest Source, ClipRecorderOptions Options, bool Json);
