using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Preparation;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Training.Backgrounds;

/// <summary>Tells whether a trained model hears one of its sounds: a class that is not the background (<see cref="BackgroundClasses"/>).</summary>
public sealed class TargetListener
{
    private readonly SoundModel model;
    private readonly IEmbedder embedder;
    private readonly PatchGrid grid;
    private readonly float?[] thresholds;

    /// <summary>A listener over a model.</summary>
    /// <param name="model">Borrowed.</param>
    /// <param name="embedder">The model's embedder; borrowed.</param>
    /// <param name="threshold">Score of a patch, in [0, 1], from which a class is heard; null for the model's own thresholds, 0.7 where it has none.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> outside its range.</exception>
    public TargetListener(SoundModel model, IEmbedder embedder, float? threshold = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(embedder);
        if (threshold is not (null or (>= 0 and <= 1))) throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "must be in [0, 1]");
        (this.model, this.embedder) = (model, embedder);
        grid = new(embedder.WindowSamples, embedder.HopSamples);
        var own = model.Description.Thresholds;
        thresholds = [.. model.Description.Classes.Select(name => BackgroundClasses.IsBackground(name) ? (float?)null
            : threshold ?? (own.TryGetValue(name, out var stored) ? stored : EvaluationReport.DefaultThreshold))];
    }

    /// <summary>Whether the model has a class for what is none of its sounds. One without names a sound whatever it hears.</summary>
    public bool KnowsBackground => thresholds.Any(threshold => threshold is null);

    /// <summary>The sound that is heard most clearly.</summary>
    /// <param name="samples">16 kHz mono, at least one sample.</param>
    /// <returns>The name of its class; null where no patch of any sound reaches its threshold.</returns>
    public string? Hear(ReadOnlySpan<float> samples)
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var sound = PreparedReader.Apply(samples.ToArray(), model.Description.Preparation);
        var padded = new float[grid.PaddedLength(sound.Length)];
        sound.CopyTo(padded, 0);
        var embeddings = embedder.Embed(tensor(padded, [1, padded.Length]), embedder.HopSamples);            // [1, N, size]
        using var data = model.PatchProbabilities(embeddings.squeeze(0)).amax([0]).contiguous().data<float>(); // [classes]
        var peaks = data.ToArray();
        var heard = Enumerable.Range(0, peaks.Length).Where(k => peaks[k] >= thresholds[k]).OrderByDescending(k => peaks[k]).ToList();
        return heard.Count > 0 ? model.Description.Classes[heard[0]] : null;
    }
}
