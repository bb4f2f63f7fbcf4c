using Audio2Mqtt.Torch.Network;

namespace Audio2Mqtt.Torch.Training;

/// <summary>Judges a head on held-out clips after an epoch, as clips are judged everywhere.</summary>
internal sealed class ValidationJudge(EmbeddingStore store, IReadOnlyList<TrainingSample> validation)
{
    // Patches at a time: some 16 MB of embeddings.
    private const int MaxPatches = 4096;

    /// <summary>
    /// The mean cross-entropy, clips as they are and all their copies together counting the same, and the accuracy on clips as they are; NaN without
    /// clips.
    /// </summary>
    public (double Loss, double Accuracy) Judge(Head head)
    {
        if (validation.Count == 0) return (double.NaN, double.NaN);
        head.eval();
        var (losses, right, originals) = (new double[2], 0, 0);
        var probabilities = new float[head.Classes];
        foreach (var part in Parts())
        {
            var logits = HeadTrainer.Logits(head, [.. part.SelectMany(sample => store.Rows(sample.Clip, sample.Copy))]);
            var from = 0;
            foreach (var sample in part)
            {
                var levels = store.Levels(sample.Clip, sample.Copy);
                ClipJudge.Judge(logits.AsSpan(from, levels.Length * head.Classes), levels, 1, probabilities);
                from += levels.Length * head.Classes;
                losses[sample.Copy == 0 ? 0 : 1] -= Math.Log(Math.Max(1e-12, probabilities[sample.Label]));
                if (sample.Copy > 0) continue;
                originals++;
                if (Array.IndexOf(probabilities, probabilities.Max()) == sample.Label) right++;
            }
        }

        var copies = validation.Count - originals;
        var loss = (losses[0] / originals) + (copies > 0 ? losses[1] / copies : 0);
        return (copies > 0 ? loss / 2 : loss, right / (double)originals);
    }

    private IEnumerable<List<TrainingSample>> Parts()
    {
        var (part, patches) = (new List<TrainingSample>(), 0);
        foreach (var sample in validation)
        {
            part.Add(sample);
            patches += store.Levels(sample.Clip, sample.Copy).Length;
            if (patches < MaxPatches) continue;
            yield return part;
            (part, patches) = ([], 0);
        }

        if (part.Count > 0) yield return part;
    }
}
