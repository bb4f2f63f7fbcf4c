using Audio2Mqtt.Torch.Network;

namespace Audio2Mqtt.Torch.Training.FineTuning;

/// <summary>Judges a network with its head on clips that were held out.</summary>
internal sealed class FineTuneJudge(EmbeddedDataset data, IReadOnlyList<int> heldOut)
{
    /// <summary>Loss, accuracy and logits of a head on the frozen network, whose embeddings are there already.</summary>
    public FineTuneScores JudgeFrozen(Head head)
    {
        head.eval();
        return Score(data.Judge(head, heldOut));
    }

    /// <summary>Loss, accuracy and logits of a network with its head; both on the CPU.</summary>
    public async Task<FineTuneScores> JudgeAsync(Yamnet network, Head head, CancellationToken cancellationToken)
    {
        using var embedder = new YamnetEmbedder(network);
        head.eval();
        ClipSource[] clips = [.. heldOut.Select(clip => data.Dataset.Clips[clip])];
        var logits = new ClipLogits?[clips.Length];
        await foreach (var clip in new ClipEmbedder(embedder, "").EmbedAsync(clips, [null], cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (clip.LeftOut is not null) continue;
            var copy = clip.Copies[0];
            logits[clip.Index] = new(clips[clip.Index], data.Labels[heldOut[clip.Index]], HeadTrainer.Logits(head, copy.Embeddings), copy.LevelsDbfs);
        }

        return Score([.. logits.OfType<ClipLogits>()]);
    }

    private FineTuneScores Score(IReadOnlyList<ClipLogits> clips)
    {
        var (loss, right) = (0.0, 0);
        var probabilities = new float[data.Dataset.Classes.Count];
        foreach (var clip in clips)
        {
            ClipJudge.Judge(clip.Logits, clip.LevelsDbfs, 1, probabilities);
            loss -= Math.Log(Math.Max(1e-12, probabilities[clip.Label]));
            if (Array.IndexOf(probabilities, probabilities.Max()) == clip.Label) right++;
        }

        var count = Math.Max(1, clips.Count);
        return new(loss / count, right / (double)count, clips);
    }
}
