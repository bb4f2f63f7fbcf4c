using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Training;

/// <summary>The files that are being written while a recording passes by: none, one, or several where labels overlap.</summary>
internal sealed class SliceWriters : IDisposable
{
    private readonly SlicePlan plan;
    private readonly List<(SliceFile File, AudioWriter Writer, long First, long End)> open = [];
    private readonly int channels;
    private readonly int rate;
    private readonly long lastEnd;
    private int begun;
    private long position;

    public SliceWriters(SlicePlan plan)
    {
        this.plan = plan;
        (channels, rate) = (plan.Writing.Channels, plan.Writing.SampleRate);
        lastEnd = plan.Files.Max(End);
    }

    /// <summary>Whether every file was written.</summary>
    public bool AreDone => begun == plan.Files.Count && open.Count == 0;

    /// <summary>How far the recording has passed by on its way to the last file's end, in [0, 1].</summary>
    public double Fraction => Math.Min(1, position / (double)Math.Max(1, lastEnd));

    /// <summary>Takes the next frames of the recording.</summary>
    /// <param name="block">Interleaved samples.</param>
    /// <returns>Files that are complete with it.</returns>
    public IReadOnlyList<SliceFile> Write(ReadOnlyMemory<float> block)
    {
        var end = position + (block.Length / channels);
        for (; begun < plan.Files.Count && First(plan.Files[begun]) < end; begun++)
        {
            var file = plan.Files[begun];
            open.Add((file, AudioWriter.Create(file.Path, plan.Writing), First(file), End(file)));
        }

        foreach (var cut in open)
        {
            var from = (int)(Math.Max(cut.First, position) - position);
            var to = (int)(Math.Min(cut.End, end) - position);
            cut.Writer.Write(block.Span[(from * channels)..(to * channels)]);
        }

        position = end;
        return open.Exists(cut => cut.End <= position) ? Complete() : [];
    }

    /// <summary>Completes what a recording that ended before its header said has left open.</summary>
    public List<SliceFile> End()
    {
        List<SliceFile> complete = [.. open.Select(cut => Complete(cut.File, cut.Writer))];
        open.Clear();
        return complete;
    }

    /// <summary>Leaves nothing of what is not complete.</summary>
    public void Dispose()
    {
        foreach (var cut in open) cut.Writer.Dispose();
    }

    // Both ends are rounded alike, so that neighbours share no frame and miss none.
    private long First(SliceFile file) => AudioTime.ToFrames(file.Start, rate);

    private long End(SliceFile file) => AudioTime.ToFrames(file.Start + file.Duration, rate);

    private List<SliceFile> Complete()
    {
        var complete = open.Where(cut => cut.End <= position).Select(cut => Complete(cut.File, cut.Writer)).ToList();
        open.RemoveAll(cut => cut.End <= position);
        return complete;
    }

    private SliceFile Complete(SliceFile file, AudioWriter writer)
    {
        writer.Complete();
        writer.Dispose();
        return file with { Duration = AudioTime.OfFrames(writer.Frames, rate) };
    }
}
