using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Training;

/// <summary>Remembers a module's weights at the best epoch.</summary>
internal sealed class BestWeights(nn.Module module) : IDisposable
{
    private Dictionary<string, Tensor> best = [];
    private double bestScore = double.PositiveInfinity;

    /// <summary>The best epoch so far; 0 before the first.</summary>
    public int Epoch { get; private set; }

    /// <summary>Keeps the weights when the score is lower than any before.</summary>
    public void Offer(int epoch, double score)
    {
        if (score >= bestScore) return;
        (bestScore, Epoch) = (score, epoch);
        Forget();
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        best = module.state_dict().ToDictionary(item => item.Key, item => item.Value.detach().clone().DetachFromDisposeScope());
    }

    /// <summary>Whether so many epochs went by without a better one.</summary>
    public bool IsOver(int epoch, int? patience) => patience is { } epochs && epoch - 1 - Epoch >= epochs;

    /// <summary>Puts the best weights back.</summary>
    public void Restore()
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var state = module.state_dict();
        foreach (var (name, value) in best) state[name].copy_(value);
    }

    /// <inheritdoc/>
    public void Dispose() => Forget();

    private void Forget()
    {
        foreach (var value in best.Values) value.Dispose();
        best = [];
    }
}
