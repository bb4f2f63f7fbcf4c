using System.Buffers;
using System.Globalization;
using Audio2Mqtt.Torch.Network;

namespace Audio2Mqtt.Torch.Streaming;

/// <summary>
/// Keeps the audio around a source's events. The worker only copies samples; files are written, checked for speech and counted elsewhere, so that no disk
/// delays the detector. Events that overlap have a file each.
/// </summary>
/// <param name="options">What is kept.</param>
/// <param name="speech">Hears speech; needed where <see cref="ClipOptions.NoSpeech"/> is on.</param>
/// <param name="source">The source's name.</param>
/// <param name="tell">Told why clips cannot be kept.</param>
internal sealed class ClipKeeper(ClipOptions options, Yamnet? speech, string source, Action<string> tell) : IDisposable
{
    // An event that goes on for longer has said what it is.
    private const long MaxSamples = 10 * 60 * SampleClock.Rate;

    private readonly Dictionary<string, Clip> active = [];
    private readonly List<Task> writing = [];
    private readonly ClipQuota quota = new(options, tell);

    /// <summary>Begins the clip of an event.</summary>
    /// <param name="id">The event's.</param>
    /// <param name="sound">The event's.</param>
    /// <param name="start">Wall time of the event's start.</param>
    /// <param name="position">The event's first sample.</param>
    /// <returns>Where the file will be.</returns>
    public string Begin(string id, string sound, DateTimeOffset start, long position)
    {
        writing.RemoveAll(task => task.IsCompleted);
        var day = start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var name = $"{start.ToString("HH-mm-ss.fff", CultureInfo.InvariantCulture)}_{FileName(sound)}.flac";
        var path = Path.Combine(options.Folder, FileName(source), day, name);
        var file = new ClipFile(path, options.NoSpeech ? new SpeechGuard(speech!) : null, quota);
        writing.Add(file.Writing);
        active[id] = new Clip(file, Math.Max(0, position - Samples(options.Before)));
        return path;
    }

    /// <summary>Says where an event ended; the clip goes on for a little.</summary>
    public void End(string id, long position)
    {
        if (active.TryGetValue(id, out var clip)) clip.Until = Math.Min(clip.Until, position + Samples(options.After));
    }

    /// <summary>Takes what has come.</summary>
    /// <param name="ring">The source's samples; its lock is the caller's.</param>
    /// <param name="end">How far they go.</param>
    public void Advance(SampleRing ring, long end)
    {
        foreach (var (id, clip) in active.ToArray())
        {
            var from = Math.Max(clip.Position, ring.Begin);
            var until = Math.Min(Math.Min(end, clip.Until), clip.First + MaxSamples);
            if (until > from)
            {
                var block = ArrayPool<float>.Shared.Rent((int)(until - from));
                ring.Copy(from, block.AsSpan(0, (int)(until - from)));
                clip.File.Add(block, (int)(until - from));
                clip.Position = until;
            }

            if (end < clip.Until && clip.Position < clip.First + MaxSamples) continue;
            clip.File.Complete();
            active.Remove(id);
        }
    }

    /// <summary>Ends every clip at what has come: the sound was interrupted.</summary>
    public void Finish(SampleRing ring, long end)
    {
        foreach (var clip in active.Values) clip.Until = Math.Min(clip.Until, end);
        Advance(ring, end);
    }

    /// <summary>Waits for the files that are being written.</summary>
    public void Dispose()
    {
        foreach (var clip in active.Values) clip.File.Complete();
        active.Clear();
        Task.WaitAll([.. writing]);
    }

    private static long Samples(TimeSpan duration) => (long)(duration.TotalSeconds * SampleClock.Rate);

    // Names of sounds and sources as every file system takes them.
    private static string FileName(string name)
    {
        var letters = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_')).Trim('_');
        return letters.Length == 0 ? "_" : letters[..Math.Min(letters.Length, 80)];
    }

    private sealed class Clip(ClipFile file, long first)
    {
        public ClipFile File { get; } = file;

        public long First { get; } = first;

        public long Position { get; set; } = first;

        public long Until { get; set; } = long.MaxValue;
    }
}
