using System.Diagnostics;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Benchmarks.Measuring;
using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Streaming;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>A day and more at disk speed: is the memory flat, and are events where the script put them to the end?</summary>
internal static class SoakVerb
{
    private const int Rate = 16_000;
    private const int PeriodSamples = 97 * Rate + 1234; // a sound every so often, anywhere in a hop

    public static void Run(Arguments arguments)
    {
        Machine.PrintFacts(arguments);
        using var network = Setup.LoadYamnet();
        using var model = ListeningModel.OfYamnet(network);
        using var reader = AudioInput.OpenMono16k(arguments.Value(0, "a recording of one bark"));
        var clip = reader.ReadToEnd();
        var hours = arguments.Number("hours", 24);
        var sink = new Watch();
        var cat = model.Classes.ToList().IndexOf("Dog");
        var source = new ListeningSource
        {
            Name = "soak",
            Capture = new Script(clip, hours * 3600L * Rate),
            Model = model,
            Sounds = [new() { Name = "Dog", Classes = [cat], StartThreshold = 0.5f, ReleaseThreshold = 0.2f, Debounce = TimeSpan.FromSeconds(20) }],
            Gate = arguments.Number("gate", 1) == 1 ? new() : EnergyGateOptions.Off,
        };
        var listener = new Listener([source]);
        var begin = Stopwatch.GetTimestamp();
        listener.RunAsync(sink, CancellationToken.None).GetAwaiter().GetResult();
        var wall = Stopwatch.GetElapsedTime(begin);
        var statistics = listener.Statistics()[0];
        var table = new MarkdownTable("hours of audio", "wall s", "times real time", "events", "largest error of a start, ms", "resident MB after the first hour", "at the end");
        table.Add(
            $"{hours}", $"{wall.TotalSeconds:0}", $"{statistics.Listened / wall:0}", $"{sink.Starts.Count}", $"{sink.LargestErrorMs():0.0}",
            $"{sink.ResidentAfterAnHour / 1e6:0.0}", $"{Environment.WorkingSet / 1e6:0.0}");
        table.Print();
    }

    private sealed class Watch : IEventSink
    {
        public List<long> Starts { get; } = [];

        public long ResidentAfterAnHour { get; private set; }

        public void Write(SoundEvent soundEvent)
        {
            if (soundEvent.Phase != EventPhase.Start) return;
            Starts.Add(soundEvent.StartSample);
            if (ResidentAfterAnHour == 0 && soundEvent.StartSample > 3600L * Rate) ResidentAfterAnHour = Environment.WorkingSet;
        }

        // Against the first one: what the clip itself has before its sound is the same every time.
        public double LargestErrorMs() => Starts.Select(start => Math.Abs((start - Starts[0] + (PeriodSamples / 2)) % PeriodSamples - (PeriodSamples / 2)) * 1000.0 / Rate).Max();
    }

    private sealed class Script(float[] clip, long length) : ICaptureSource
    {
        public string Description => "a script";

        public bool IsLive => false;

        public ICapture Open(CancellationToken cancellationToken) => new Session(clip, length);

        private sealed class Session(float[] clip, long length) : ICapture
        {
            private readonly Random random = new(1);
            private long position;

            public int Read(Span<float> samples)
            {
                var count = (int)Math.Min(samples.Length, length - position);
                for (var i = 0; i < count; i++)
                {
                    var at = (position + i) % PeriodSamples;
                    samples[i] = ((random.NextSingle() - 0.5f) * 1e-3f) + (at < clip.Length ? clip[at] : 0);
                }

                position += count;
                return count;
            }

            public void Dispose()
            {
            }
        }
    }
}
