using Audio2Mqtt.Torch.Cli.Rendering;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Network.Weights;

namespace Audio2Mqtt.Torch.Cli.Commands;

/// <summary>Loads a network for a command, and installs its weights on first use.</summary>
internal static class NetworkLoader
{
    public static async Task<Yamnet> LoadAsync(YamnetVariant variant, Terminal terminal, CancellationToken cancellationToken)
    {
        var weights = await LoadWeightsAsync(variant, terminal, cancellationToken).ConfigureAwait(false);
        TorchRuntime.Require();
        return Yamnet.Load(weights);
    }

    /// <summary>The weights alone.</summary>
    public static async Task<YamnetWeights> LoadWeightsAsync(YamnetVariant variant, Terminal terminal, CancellationToken cancellationToken)
    {
        var store = WeightsStore.FromEnvironment();
        var isFirstUse = !store.IsInstalled(variant);
        if (isFirstUse) terminal.Tell($"installing the weights of YAMNet '{variant.ToString().ToLowerInvariant()}' (once)");
        var weights = await store.LoadOrInstallAsync(variant, new InstallProgress(terminal), cancellationToken).ConfigureAwait(false);
        if (isFirstUse) terminal.Tell($"installed {store.PathOf(variant)} from {weights.Provenance.Url ?? weights.Provenance.SourceFile}");
        return weights;
    }
}
