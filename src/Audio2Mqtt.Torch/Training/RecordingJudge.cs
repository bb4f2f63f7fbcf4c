using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Preparation;
using Audio2Mqtt.Torch.Training.Metrics;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Training;

/// <summary>Hears a long recording from its beginning to its end, a block at a time: its length does not matter.</summary>
/// <param name="model">The model; borrowed.</param>
/// <param name="embedder">Its embedder; borrowed.</param>
internal sealed class RecordingJudge(SoundModel model, IEmbedder embedder)
{
    /// <summary>Patches in a block: about half a minute.</summary>
    private const int BlockPatches = 64;

    private readonly PatchGrid grid = new(embedder.WindowSamples, embedder.HopSamples);

    /// <summary>How its patches become events.</summary>
    public DetectorOptions Options { get; } = new()
    {
        HopSeconds = (double)embedder.HopSamples / AudioInput.YamnetSampleRate,
        WindowSeconds = (double)embedder.WindowSamples / AudioInput.YamnetSampleRate,
    };

    /// <summary>Calibrated probabilities of every patch: [patches, classes]; of patches without energy, and of those that the model's trimming passes over, all are 0: nothing is heard in silence.</summary>
    /// <exception cref="AudioException">It cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The token.</exception>
    public (float[] Probabilities, double Seconds) Judge(string path, CancellationToken cancellationToken)
    {
        // As a live source is prepared: it has no ends that could be trimmed.
        var preparation = model.Description.Preparation;
        using var reader = PreparedReader.Open(path, preparation is null ? null : preparation with { TrimTopDb = null }, null, cancellationToken);
        var trim = preparation?.TrimTopDb is { } topDb ? new LiveTrim(topDb, grid.WindowSamples, grid.HopSamples) : null;
        var block = new float[grid.Length(BlockPatches)];
        var probabilities = new List<float>();
        var step = BlockPatches * grid.HopSamples;
        var (filled, total, done) = (0, 0L, 0);
        for (int count; (count = reader.Read(block.AsSpan(filled))) > 0;)
        {
            (filled, total) = (filled + count, total + count);
            cancellationToken.ThrowIfCancellationRequested();
            if (filled < block.Length) continue;
            Judge(block, filled, BlockPatches, trim, probabilities);
            done += BlockPatches;
            block.AsSpan(step).CopyTo(block);
            filled -= step;
        }

        if (total == 0) throw new AudioException(path, "holds no audio");
        var rest = grid.Count(total) - done;
        if (rest > 0)
        {
            block.AsSpan(filled).Clear();
            Judge(block, filled, rest, trim, probabilities);
        }

        return ([.. probabilities], (double)total / AudioInput.YamnetSampleRate);
    }

    private void Judge(float[] block, int filled, int patches, LiveTrim? trim, List<float> probabilities)
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var length = (int)grid.Length(patches);
        var waveform = tensor(block.AsSpan(0, length).ToArray(), [1, length]);
        var embeddings = embedder.Embed(waveform, grid.HopSamples).squeeze(0);                       // [N, size]
        using var data = model.PatchProbabilities(embeddings).data<float>();                         // [N, classes]
        var values = data.ToArray();
        var levels = new float[patches];
        grid.Levels(block.AsSpan(0, Math.Min(filled, length)), levels);
        var classes = model.Description.Classes.Count;
        for (var k = 0; k < patches; k++)
        {
            var isSilence = trim?.IsSilence(block.AsSpan(k * grid.HopSamples, grid.WindowSamples)) == true;
            if (isSilence || levels[k] < ClipJudge.SilenceDbfs) values.AsSpan(k * classes, classes).Clear();
        }

        probabilities.AddRange(values);
    }
}
