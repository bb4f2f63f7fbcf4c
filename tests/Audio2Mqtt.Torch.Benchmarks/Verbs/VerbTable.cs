using Audio2Mqtt.Torch.Benchmarks.Measuring;
using BenchmarkDotNet.Running;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>The verbs of the command line.</summary>
internal static class VerbTable
{
    private const string Help = """
        usage: dotnet run -c Release --project tests/Audio2Mqtt.Torch.Benchmarks -- VERB

          network [--rounds 4]         ms per patch at six batch sizes against ONNX Runtime and the floor of matrix products
          layers                       ms per patch of each layer
          workers [--rounds 5]         two workers of one thread against one
          busy [--rounds 5]            one patch and one batch beside processes that never rest
          road FOLDER [--rounds 3]     the program over a folder of clips; the share of each stage
          cold FILE [--rounds 7]       one clip from a cold start, against a python3-torch script; the launcher's overhead
          long [--hours 1]             peak memory over a quarter of an hour and over hours
          augment [--seconds 5]        ms of an augmented copy of a clip, by kind
          training FOLDER [SET]        leave-one-fold-out accuracy of recipes, clean and in noise; [--seeds 3] [--shots N]
                                       SET: defaults, plain, few, augmented, kinds
          preparation FOLDER [KIND]    whether trimming and denoising help, clean and in noise; [--seeds 1]
                                       KIND: trimmed, denoised, 'denoised, trimmed'; [--copies 0] [--workers 1]
          finetune FOLDER [LAYERS [RATES]]  what fine-tuning brings; LAYERS 1,2,14, RATES in thousandths; [--copies N]
                                       [--folds N] [--classes N] [--shots N] [--epochs N]
          sources [1,100,300]          live sources that the machine holds: drops, load, delay; [--seconds 20, --denoise no]
          soak BARK                    a day at disk speed: memory, and events against their script; [--hours 24] [--gate 1|2]
          latency FILE [1,4]           ms from the last sample to a subscriber of a real mosquitto; [--seconds 120, --denoise no]
          detection FOLDER             events of a scripted stream, by threshold, confirmation and smoothing; [--fold 4] [--seeds 2] [--recordings denoised]
                                       [--minutes 30] [--backgrounds rain,white,pink] [--level-dbfs -40] [--copies 8|none] [--as-background rain|none]
                                       [--hop 0.48]
          stream-script FOLDER OUT.wav a long recording of clips over noise, and its script as JSON; [--prefix 4-] [--minutes 30] [--seed 1]
                                       [--snr 20,15,10,5,0] [--noise pink,white,FILE,FOLDER] [--level-dbfs -40]
          accuracy                     against a real TFLite runtime and the reference data
          capture [SOURCE] [--seconds 30]  CPU and promptness of a device (the default output's loopback), an address or a file
          mqtt [--events 1000]         ms from an event to the message at a subscriber of a local mosquitto
          micro [BenchmarkDotNet's]    small questions; --filter '*' for all, --job dry for a trial

        ONNX Runtime is measured when PEERS names a folder with onnxruntime-node (npm i onnxruntime-node) and python3-onnx is there.
        """;

    private static readonly Dictionary<string, Action<Arguments>> Verbs = new()
    {
        ["network"] = NetworkVerb.Run,
        [NetworkVerb.ChildVerb] = NetworkVerb.RunChild,
        [NetworkVerb.FloorVerb] = NetworkVerb.RunFloor,
        ["layers"] = LayersVerb.Run,
        ["workers"] = WorkersVerb.Run,
        ["busy"] = BusyVerb.Run,
        ["road"] = RoadVerb.Run,
        ["cold"] = ColdVerb.Run,
        ["long"] = LongVerb.Run,
        ["augment"] = AugmentVerb.Run,
        ["training"] = TrainingVerb.Run,
        ["preparation"] = PreparationVerb.Run,
        ["finetune"] = FineTuneVerb.Run,
        ["sources"] = SourcesVerb.Run,
        ["capture"] = CaptureVerb.Run,
        ["soak"] = SoakVerb.Run,
        ["latency"] = LatencyVerb.Run,
        ["detection"] = DetectionVerb.Run,
        ["stream-script"] = StreamScriptVerb.Run,
        ["accuracy"] = AccuracyVerb.Run,
        ["mqtt"] = MqttVerb.Run,
    };

    public static int Run(string[] args)
    {
        if (args is not [var name, ..] || (name != "micro" && !Verbs.ContainsKey(name)))
        {
            Console.Error.WriteLine(Help);
            return 2;
        }

        // Set now, the variables would not reach the libraries: another process of the same starts with them.
        if (!ThreadEnvironment.IsSet)
            return Child.Again(args);

        if (name == "micro")
            // In this process, since a generated project would not find the checkout's build settings.
            return BenchmarkSwitcher.FromAssembly(typeof(VerbTable).Assembly).Run([.. args[1..], "--inProcess"]).Any() ? 0 : 1;
        Verbs[name](new Arguments(name, args[1..]));
        return 0;
    }
}
