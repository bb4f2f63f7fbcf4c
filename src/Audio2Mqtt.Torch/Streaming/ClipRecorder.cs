using System.Globalization;
using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Streaming;

/// <summary>
/// Records training clips: 16-bit WAV, 16 kHz mono, exactly what the detector hears from that source. Silence is recorded again, files are never
/// replaced, and an interrupted clip is kept where it is long enough.
/// </summary>
/// <param name="options">What is recorded, and where it goes.</param>
public sealed class ClipRecorder(ClipRecorderOptions options)
{
    private const int Rate = AudioInput.YamnetSampleRate;
    private const int BlockSamples = Rate / 20;

    // More silence than that is no bad luck: something is muted.
    private const int MaxSilentInARow = 3;

    // What reached full scale in 16 bits.
    private const float FullScale = 32_767f / 32_768;

    private readonly float[] _clip = new float[(int)(options.Seconds * Rate)];
    private readonly float[] _block = new float[BlockSamples];

    private enum Ending
    {
        Full,
        SourceEnded,
        Interrupted,
    }

    /// <summary>Clips that were silence and are not kept.</summary>
    public int SilentClips { get; private set; }

    /// <summary>Records. Ends early, without an error, at the end of the source.</summary>
    /// <param name="capture">Read only; it stays the caller's.</param>
    /// <param name="name">What messages call the source.</param>
    /// <param name="progress">Told many times a second; null for nobody.</param>
    /// <param name="cancellationToken">The one that the capture was opened with: keeps what there is of a clip and ends.</param>
    /// <returns>The clips, each when it is on the disk.</returns>
    /// <exception cref="AudioException">The source broke or is silent, or a file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; what could be kept was given before.</exception>
    public IEnumerable<RecordedClip> Run(ICapture capture, string name, IProgress<RecordingProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(capture);
        var silent = 0;
        for (var number = 1; number <= options.Count;)
        {
            var state = new RecordingProgress(number, options.Count, IsPause: true, default, AudioLevel.FloorDbfs, AudioLevel.FloorDbfs, IsAgain: silent > 0);
            var pause = Take(capture, (int)(options.PauseSeconds * Rate), isKept: false, state, progress);
            if (pause.Ending != Ending.Full) break;
            var take = Take(capture, _clip.Length, isKept: true, state with { IsPause = false }, progress);
            if (take.Count < ClipRecorderOptions.MinSeconds * Rate) break;
            var level = AudioLevel.ToDbfs(AudioLevel.Rms(_clip.AsSpan(0, take.Count)));
            if (level < options.SilenceDbfs)
            {
                SilentClips++;
                if (++silent == MaxSilentInARow) throw Silent(name, level);
            }
            else
            {
                silent = 0;
                number++;
                yield return Save(take.Count, take.Lost);
            }

            if (take.Ending != Ending.Full) break;
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private (int Count, long Lost, Ending Ending) Take(
        ICapture capture, int length, bool isKept, RecordingProgress state, IProgress<RecordingProgress>? progress)
    {
        var count = 0;
        long lost = 0;
        while (count < length)
        {
            var block = _block.AsSpan(0, Math.Min(BlockSamples, length - count));
            int read;
            try
            {
                read = capture.Read(block);
            }
            catch (OperationCanceledException)
            {
                return (count, lost, Ending.Interrupted);
            }

            if (read == 0) return (count, lost, Ending.SourceEnded);
            lost += capture.LostSamples;
            block = block[..read];
            if (isKept) block.CopyTo(_clip.AsSpan(count));
            count += read;
            progress?.Report(state with
            {
                Left = TimeSpan.FromSeconds((double)(length - count) / Rate),
                RmsDbfs = AudioLevel.ToDbfs(AudioLevel.Rms(block)),
                PeakDbfs = AudioLevel.ToDbfs(AudioLevel.Peak(block)),
            });
        }

        return (count, lost, Ending.Full);
    }

    private RecordedClip Save(int count, long lost)
    {
        var clip = _clip.AsSpan(0, count);
        var path = NextFree();
        using (var writer = AudioWriter.Create(path))
        {
            writer.Write(clip);
            writer.Complete();
        }

        var clipped = 0;
        foreach (var sample in clip) clipped += Math.Abs(sample) >= FullScale ? 1 : 0;
        return new(
            path, TimeSpan.FromSeconds((double)count / Rate), AudioLevel.ToDbfs(AudioLevel.Rms(clip)), AudioLevel.ToDbfs(AudioLevel.Peak(clip)),
            clipped, lost, count == _clip.Length);
    }

    // One above the highest number that is there, not the first gap: a clip that was thrown away keeps its number.
    private string NextFree()
    {
        var prefix = $"{options.Prefix}_";
        var last = Directory.Exists(options.Folder)
            ? Directory.EnumerateFiles(options.Folder).Select(path => Path.GetFileNameWithoutExtension(path))
                .Where(file => file.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                .Select(file => int.TryParse(file.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
                .DefaultIfEmpty(0).Max()
            : 0;
        return Path.Combine(options.Folder, $"{prefix}{last + 1:000}.wav");
    }

    private AudioException Silent(string name, float level) => new(
        name, $"is silent: {MaxSilentInARow} clips in a row have less than {options.SilenceDbfs:0} dBFS (the last one {level:0}). Is it muted, or the wrong device?");
}
