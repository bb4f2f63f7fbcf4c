using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Tests.ScriptedStreams;

/// <summary>
/// Makes long recordings of which everything is known: clips at random times and ratios over a background. The same options give the same bytes. A section
/// is in memory at a time, so a day is no longer than a minute.
/// </summary>
internal sealed class StreamGenerator
{
    private const int Rate = 16_000;
    private const int FadeSamples = 800;

    private readonly StreamScriptOptions options;
    private readonly (string Label, string[] Files)[] classes;
    private readonly BackgroundSource[] backgrounds;
    private readonly Dictionary<string, int> next = [];

    public StreamGenerator(StreamScriptOptions options)
    {
        this.options = options;
        classes =
        [
            .. Directory.GetDirectories(options.Clips).Order(StringComparer.Ordinal)
                .Select(folder => (Path.GetFileName(folder), Files: Directory.GetFiles(folder)
                    .Where(file => AudioFormats.IsAudio(file) && Path.GetFileName(file).StartsWith(options.Prefix, StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal).ToArray()))
                .Where(one => one.Files.Length > 0 && !options.Without.Contains(one.Item1)),
        ];
        if (classes.Length == 0) throw new Audio2MqttException($"{options.Clips}: no class folder holds a clip whose name begins with '{options.Prefix}'");
        backgrounds = [.. options.Backgrounds.Select(what => new BackgroundSource(what, options.Prefix))];
    }

    /// <summary>Writes the stream as 16-bit WAV and its script beside it, as <c>.json</c>.</summary>
    public StreamScript Write(string path)
    {
        using var writer = AudioWriter.Create(path, new() { SampleRate = Rate, Channels = 1, Overwrite = true });
        var script = Run(samples => writer.Write(samples));
        writer.Complete();
        script.Save(Path.ChangeExtension(path, ".json"));
        return script;
    }

    /// <summary>Gives the stream piece by piece, cut at full scale.</summary>
    public StreamScript Run(Action<float[]> take)
    {
        List<ScriptedSound> sounds = [];
        List<ScriptedBackground> under = [];
        var (clipped, at) = (0L, 0.0);
        foreach (var section in Sections())
        {
            foreach (ref var sample in section.Samples.AsSpan())
            {
                if (Math.Abs(sample) > 1) clipped++;
                sample = Math.Clamp(sample, -1, 1);
            }

            take(section.Samples);
            sounds.AddRange(section.Sounds);
            under.Add(new(section.Name, at, at += (double)section.Samples.Length / Rate));
        }

        return new(options.Seed, at, options.LevelDbfs, clipped, sounds, under);
    }

    /// <summary>The stream section by section.</summary>
    public IEnumerable<StreamSection> Sections()
    {
        var random = new Random(options.Seed);
        Queue<(int Class, double Snr)> plan = [];
        var total = (long)Math.Round(options.Minutes * 60 * Rate);
        var section = (int)Math.Round(options.SectionSeconds * Rate);
        next.Clear();
        for (long at = 0; at < total; at += section)
        {
            var source = backgrounds[at / section % backgrounds.Length];
            yield return Section(random, plan, source, at, (int)Math.Min(section, total - at));
        }
    }

    private StreamSection Section(Random random, Queue<(int Class, double Snr)> plan, BackgroundSource source, long first, int length)
    {
        var background = source.Draw(length, random.Next());
        var level = (float)Math.Pow(10, options.LevelDbfs / 20);
        foreach (ref var sample in background.AsSpan()) sample *= level;
        var samples = background.ToArray();
        List<ScriptedSound> sounds = [];
        for (var place = Pause(random); ;)
        {
            // Every class at every ratio once, in a random order, before any comes again.
            if (plan.Count == 0) plan = Plan(random, plan);
            var (label, snr) = (classes[plan.Peek().Class].Label, plan.Peek().Snr);
            if (label == source.Name && classes.Length > 1)
            {
                plan.Enqueue(plan.Dequeue());
                if (plan.All(one => classes[one.Class].Label == label)) break;
                continue;
            }

            var (file, clip, active) = Clip(random, plan.Peek().Class);
            if (place + clip.Length + FadeSamples > length) break;
            plan.Dequeue();
            Mix(samples, background, clip, active, place, snr);
            sounds.Add(new(
                label, (double)(first + place + active.Start) / Rate, (double)(first + place + active.End) / Rate, snr, Path.GetFileName(file), source.Name));
            place += clip.Length + Pause(random);
        }

        return new(samples, background, sounds, source.Name);
    }

    private Queue<(int Class, double Snr)> Plan(Random random, Queue<(int Class, double Snr)> plan)
    {
        (int, double)[] all = [.. Enumerable.Range(0, classes.Length).SelectMany(k => options.SnrsDb.Select(snr => (k, snr)))];
        random.Shuffle(all);
        foreach (var one in all) plan.Enqueue(one);
        return plan;
    }

    // The next clip of a class that is not silent: its active part with a twentieth of a second to fade before and after it.
    private (string File, float[] Samples, ActivePart Active) Clip(Random random, int index)
    {
        var (label, files) = classes[index];
        for (var tries = 0; tries < files.Length; tries++)
        {
            var number = next.GetValueOrDefault(label, random.Next(files.Length));
            next[label] = number + 1;
            var file = files[number % files.Length];
            using var reader = AudioInput.OpenMono16k(file);
            var samples = reader.ReadToEnd();
            if (ActivePart.Of(samples) is not { } active) continue;
            var (from, to) = (Math.Max(0, active.Start - FadeSamples), Math.Min(samples.Length, active.End + FadeSamples));
            return (file, samples[from..to], active with { Start = active.Start - from, End = active.End - from });
        }

        throw new Audio2MqttException($"{Path.Combine(options.Clips, label)}: every clip is silent");
    }

    private static void Mix(float[] samples, float[] background, float[] clip, ActivePart active, int place, double snr)
    {
        var noise = 0.0;
        for (var k = place + active.Start; k < place + active.End; k++) noise += (double)background[k] * background[k] / (active.End - active.Start);
        var gain = Math.Sqrt(noise * Math.Pow(10, snr / 10) / active.Power);
        for (var k = 0; k < clip.Length; k++)
        {
            // Faded where the clip is cut, outside of its active part.
            var fade = Math.Min(1, Math.Min((k + 1.0) / Math.Max(1, active.Start), (double)(clip.Length - k) / Math.Max(1, clip.Length - active.End)));
            samples[place + k] += (float)(clip[k] * gain * fade);
        }
    }

    private int Pause(Random random) =>
        (int)(Rate * (options.PauseSeconds.Least + (random.NextDouble() * (options.PauseSeconds.Most - options.PauseSeconds.Least))));
}
