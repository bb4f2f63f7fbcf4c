namespace Audio2Mqtt.Torch.Classification;

/// <summary>Counts what the threads of a run did and tells it on. Thread-safe.</summary>
internal sealed class RunProgress(int filesTotal, IProgress<ClassificationProgress>? listener)
{
    private readonly Lock gate = new();
    private int filesDone;
    private double fraction;
    private TimeSpan audio;
    private TimeSpan decoding;
    private TimeSpan features;
    private TimeSpan network;

    /// <summary>Some audio was decoded.</summary>
    public void Decoded(TimeSpan took)
    {
        lock (gate) decoding += took;
    }

    /// <summary>A batch was scored.</summary>
    public void Worked(TimeSpan inFeatures, TimeSpan inNetwork)
    {
        lock (gate)
        {
            features += inFeatures;
            network += inNetwork;
        }

        Tell();
    }

    /// <summary>Some patches of a file were scored.</summary>
    public void Scored(FileScores file, int patchCount, TimeSpan hop)
    {
        lock (gate)
        {
            audio += hop * patchCount;
            fraction += file.PatchFraction * patchCount;
        }
    }

    /// <summary>A file was read to its end, or failed.</summary>
    public void FileDone(FileScores file, int patchCount)
    {
        lock (gate)
        {
            filesDone++;

            // What was not counted by patches, because the header told no length or a wrong one, counts now.
            fraction += 1 - (file.PatchFraction * patchCount);
        }

        Tell();
    }

    // Under the lock, so that the last report is the last state.
    private void Tell()
    {
        if (listener is null) return;
        lock (gate)
        {
            listener.Report(new(
                filesDone, filesTotal, Math.Clamp(fraction / Math.Max(1, filesTotal), 0, 1), audio, decoding, features, network));
        }
    }
}
