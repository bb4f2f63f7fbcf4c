using System.Diagnostics;
using Audio2Mqtt.Torch.Cli.Commands;
using Audio2Mqtt.Torch.Cli.Listening;
using Audio2Mqtt.Torch.Cli.Options;
using Audio2Mqtt.Torch.Cli.Rendering;
using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Network.Weights;
using Audio2Mqtt.Torch.Sinks;
using Audio2Mqtt.Torch.Streaming;
using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.Demonstration;

namespace Audio2Mqtt.Torch.Cli.Demonstration;

/// <summary>Makes sounds, trains on them, and listens to a stream of them, by the same parts as <c>train</c> and <c>listen</c>.</summary>
/// <param name="request">What was asked for.</param>
/// <param name="folder">Where everything is written.</param>
/// <param name="terminal">The streams.</param>
/// <param name="time">The clock.</param>
internal sealed class DemoProgram(DemoRequest request, string folder, Terminal terminal, TimeProvider time)
{
    private const int ClipsOfASound = 12;

    // Thresholds for a wanted precision want more than a dozen clips, and a quiet room needs no third patch to be sure.
    private const float Threshold = 0.5f;

    // A network that swallows everything is as good as none, and the whole shall take less than a minute.
    private static readonly TimeSpan LongestInstallation = TimeSpan.FromSeconds(20);

    public async Task<DemoResult> RunAsync(CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var sounds = DemoSounds.Names;
        terminal.Tell($"1 of 3: making {string.Join(", ", sounds)}");
        DemoScript.WriteClips(Path.Combine(folder, "training"), ClipsOfASound, request.Seed);
        var cues = DemoScript.WriteStream(Path.Combine(folder, "stream.wav"), request.Seconds, request.Seed);
        var made = Stopwatch.GetElapsedTime(began);
        cancellationToken.ThrowIfCancellationRequested();

        using var network = await NetworkAsync(cancellationToken).ConfigureAwait(false);
        terminal.Tell($"2 of 3: training on {(network is null ? "their spectra" : "YAMNet's embeddings of them")}");
        began = Stopwatch.GetTimestamp(); // what weights were waited for is not training
        using var result = await TrainAsync(network, cancellationToken).ConfigureAwait(false);
        var accuracy = result.HeldOut.Clips?.Accuracy ?? double.NaN;
        terminal.Tell($"accuracy {accuracy:0.000} on clips that it was not trained on");
        var trained = (made + Stopwatch.GetElapsedTime(began)).TotalSeconds;

        terminal.Tell($"3 of 3: listening for {request.Seconds} s to a room where they happen; Ctrl-C stops");
        var sink = new DemoSink(time);
        await ListenAsync(result.Model, network, sink, cancellationToken).ConfigureAwait(false);
        DemoSound[] heard = [.. cues.Select(cue => DemoSound.Of(cue, sink.Heard))];
        var alarms = sink.Heard.Count(one => !cues.Any(cue => cue.Name == one.Name && one.Start < cue.End && one.End > cue.Start));
        return new(network is null ? "spectrum" : "yamnet-lite", sounds.Count * ClipsOfASound, trained, accuracy, heard, alarms, cancellationToken.IsCancellationRequested);
    }

    private async Task<Yamnet?> NetworkAsync(CancellationToken cancellationToken)
    {
        if (request.Spectrum) return null;
        using var patience = new CancellationTokenSource(LongestInstallation, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await NetworkLoader.LoadAsync(YamnetVariant.Lite, terminal, either.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is WeightsUnavailableException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Its own message tells how to bring them; here everything can be shown without.
            terminal.Tell("YAMNet's weights are not to be had: going on with spectra of the sounds");
            terminal.Tell("they do for clear ones; more is told by: a2m-torch weights install");
            return null;
        }
    }

    private async Task<TrainingResult> TrainAsync(Yamnet? network, CancellationToken cancellationToken)
    {
        TorchRuntime.Require();
        using var line = new TrainingLine(terminal);
        return await new TrainingRun(new()
        {
            Dataset = new DatasetScanner().Scan(Path.Combine(folder, "training"), cancellationToken),
            Output = Path.Combine(folder, "model"),
            Spectrum = network is null ? new SpectrumOptions() : null,
            MadeBy = $"a2m-torch {ProgramVersion.Text}",
        }).RunAsync(network, line, cancellationToken).ConfigureAwait(false);
    }

    private async Task ListenAsync(SoundModel model, Yamnet? network, DemoSink sink, CancellationToken cancellationToken)
    {
        using var listening = ListeningModel.Of(model, network);
        List<string> problems = [];
        var source = new ListeningSource
        {
            Name = "room",
            Capture = CaptureSources.File(Path.Combine(folder, "stream.wav"), isRealtime: true, time),
            Model = listening,
            Sounds = SoundRules.Resolve(new() { Defaults = new() { StartThreshold = Threshold } }, KnownClasses.Of(listening), problems),
            Detection = new() { SmoothingPatches = 2 },
        };
        var output = ListenOutput.Of(terminal, live: ListenOutput.CanDraw(terminal));
        var events = request.Json ? output.Messages : output.Events;
        List<IEventSink> sinks = [new ConsoleSink(events, TextWriter.Null, verbose: false), sink];
        if (output.Screen is { } screen) sinks.Add(new LiveView(screen, [LiveSource.Of(source)], time));
        await new Listener([source], null, time).RunAsync(new SinkPump(sinks, output.Tell, time), cancellationToken).ConfigureAwait(false);
    }
}
