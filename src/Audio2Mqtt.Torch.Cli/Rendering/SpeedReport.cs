using System.Diagnostics;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Classification;
using Audio2Mqtt.Torch.Cli.Options;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>Remembers a run's last progress for --verbose, and passes it on to the progress line.</summary>
internal sealed class SpeedReport(IProgress<ClassificationProgress>? next) : IProgress<ClassificationProgress>
{
    private readonly long began = Stopwatch.GetTimestamp();
    private volatile ClassificationProgress? last;

    public void Report(ClassificationProgress value)
    {
        last = value;
        next?.Report(value);
    }

    public void Tell(Terminal terminal, ClassifyRequest request, RunSummary summary)
    {
        var elapsed = Stopwatch.GetElapsedTime(began);
        if (summary.Network is { Hash: { } weights } network) terminal.Tell($"network {network.Name}, weights {weights}");
        if (summary.Model is { Hash: { } hash } model) terminal.Tell($"model {model.Name}, tensors {hash}");
        if (request.Options.Preparation is { IsNone: false } preparation) terminal.Tell($"recordings {preparation}");
        terminal.Tell($"{request.Options.Workers} workers, batches of up to {request.Options.BatchSize} patches, hop {request.Options.Hop.TotalSeconds:0.00} s");
        if (last is not { } progress) return;
        var threads = progress.Decoding + progress.Features + progress.Network;
        if (threads == TimeSpan.Zero) return;
        terminal.Tell($"{AudioTime.Format(progress.Audio)} of audio in {elapsed.TotalSeconds:0.00} s, {progress.Audio / elapsed:0} times real time");
        terminal.Tell($"thread time: decoding {progress.Decoding / threads:0%}, features {progress.Features / threads:0%}, network {progress.Network / threads:0%}");
    }
}
