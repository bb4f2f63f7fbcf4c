using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Training.Metrics;

namespace Audio2Mqtt.Torch.Training;

/// <summary>
/// The temperatures of a model: one for clips, whose mean logits are judged, and one for single patches, which are far less certain. Fitted on clips that the
/// head was not trained on.
/// </summary>
/// <param name="ClipTemperature">What a clip's mean logits are divided by, above 0.</param>
/// <param name="PatchTemperature">What a patch's logits are divided by, above 0.</param>
public sealed record Calibration(double ClipTemperature, double PatchTemperature)
{
    /// <summary>Logits as they are.</summary>
    public static Calibration None { get; } = new(1, 1);

    /// <summary>Fits both temperatures (<see cref="Temperature"/>); patches without energy do not count, as in <see cref="ClipJudge"/>.</summary>
    /// <param name="clips">Clips that the head was not trained on; without any, both are 1.</param>
    /// <param name="classes">Number of classes.</param>
    public static Calibration Fit(IReadOnlyList<ClipLogits> clips, int classes)
    {
        if (clips.Count == 0) return None;
        var means = new float[clips.Count * classes];
        var mean = new double[classes];
        List<float> patches = [];
        List<int> patchLabels = [];
        foreach (var (k, clip) in clips.Index())
        {
            ClipJudge.MeanLogits(clip.Logits, clip.LevelsDbfs, mean);
            for (var c = 0; c < classes; c++) means[(k * classes) + c] = (float)mean[c];
            var audible = Audible(clip, classes);
            patches.AddRange(audible);
            patchLabels.AddRange(Enumerable.Repeat(clip.Label, audible.Length / classes));
        }

        int[] labels = [.. clips.Select(clip => clip.Label)];
        return new(
            Temperature.Fit(means, labels, classes),
            Temperature.Fit([.. patches], [.. patchLabels], classes, observations: clips.Count));
    }

    /// <summary>Calibrated probabilities of a clip and of its patches with energy.</summary>
    /// <param name="clip">A clip's logits.</param>
    /// <param name="classes">Number of classes.</param>
    public ClipPrediction Predict(ClipLogits clip, int classes)
    {
        var probabilities = new float[classes];
        ClipJudge.Judge(clip.Logits, clip.LevelsDbfs, ClipTemperature, probabilities);
        return new(clip.Clip, clip.Label, probabilities, Probabilities(Audible(clip, classes), classes));
    }

    /// <summary>Calibrated probabilities of single patches.</summary>
    /// <param name="logits">[N, classes] row by row.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>[N, classes]; each row sums to 1.</returns>
    public float[] Probabilities(ReadOnlySpan<float> logits, int classes)
    {
        var probabilities = new float[logits.Length];
        Span<float> loud = [0]; // a patch alone is a clip of one: the same softmax for both
        for (var at = 0; at < logits.Length; at += classes)
            ClipJudge.Judge(logits.Slice(at, classes), loud, PatchTemperature, probabilities.AsSpan(at, classes));
        return probabilities;
    }

    // The rows of patches that count for something.
    private static float[] Audible(ClipLogits clip, int classes)
    {
        var weights = new float[clip.LevelsDbfs.Length];
        ClipJudge.Weigh(clip.LevelsDbfs, weights);
        return [.. weights.Index().Where(one => one.Item > 0).SelectMany(one => clip.Logits.AsSpan(one.Index * classes, classes).ToArray())];
    }
}
