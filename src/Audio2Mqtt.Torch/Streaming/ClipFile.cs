using System.Buffers;
using System.Threading.Channels;
using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Streaming;

/// <summary>One clip on its way to the disk: under a temporary name until it is whole, and gone as soon as speech is heard in it.</summary>
internal sealed class ClipFile
{
    private readonly Channel<(float[] Block, int Count)> blocks = Channel.CreateUnbounded<(float[], int)>(new() { SingleReader = true, SingleWriter = true });

    /// <summary>Begins a file.</summary>
    /// <param name="path">Where it will be.</param>
    /// <param name="guard">Hears speech; null where that does not matter.</param>
    /// <param name="quota">Makes room once it is written.</param>
    public ClipFile(string path, SpeechGuard? guard, ClipQuota quota)
    {
        Path = path;
        Writing = Task.Run(() => WriteAsync(guard, quota));
    }

    /// <summary>Where it will be.</summary>
    public string Path { get; }

    /// <summary>Ends when the file is there, or is not to be. Never fails: see <see cref="ClipQuota.Fail"/>.</summary>
    public Task Writing { get; }

    /// <summary>Adds samples.</summary>
    /// <param name="block">From the shared pool, whose it becomes again.</param>
    /// <param name="count">How many of it count.</param>
    public void Add(float[] block, int count) => blocks.Writer.TryWrite((block, count));

    /// <summary>Says that all has been added.</summary>
    public void Complete() => blocks.Writer.TryComplete();

    private async Task WriteAsync(SpeechGuard? guard, ClipQuota quota)
    {
        AudioWriter? writer = null;
        var isWanted = true;
        try
        {
            await foreach (var (block, count) in blocks.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                if (isWanted)
                {
                    writer ??= AudioWriter.Create(Path, new() { Format = AudioFileFormat.Flac, Overwrite = true });
                    writer.Write(block.AsSpan(0, count));
                    isWanted = guard is null || !guard.Hears(block.AsSpan(0, count));
                }

                // What is said is not kept anywhere, not even in the temporary file.
                if (!isWanted) writer?.Dispose();
                ArrayPool<float>.Shared.Return(block, clearArray: guard is not null);
            }

            if (!isWanted || writer is null || guard?.HearsRest() == true) return;
            writer.Complete();
            quota.Keep(Path);
        }
        catch (Exception error) when (error is Audio2MqttException or IOException or UnauthorizedAccessException)
        {
            // A full disk must not end listening.
            quota.Fail(error.Message);
        }
        finally
        {
            writer?.Dispose();
            guard?.Dispose();
            while (blocks.Reader.TryRead(out var left)) ArrayPool<float>.Shared.Return(left.Block);
        }
    }
}
