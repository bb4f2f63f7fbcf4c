using Audio2Mqtt.Torch.Cli.Commands;
using Audio2Mqtt.Torch.Cli.Configuration;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Network.Weights;
using Audio2Mqtt.Torch.Streaming;

namespace Audio2Mqtt.Torch.Cli.Listening;

/// <summary>The networks and models of all sources, each loaded once.</summary>
internal sealed class ListeningModels : IDisposable
{
    private readonly Dictionary<YamnetVariant, Yamnet> networks = [];
    private readonly Dictionary<ModelChoice, ListeningModel> models = [];
    private readonly List<IDisposable> parts = [];

    private ListeningModels()
    {
    }

    /// <summary>The network that hears speech in clips; null where none is asked to.</summary>
    public Yamnet? Speech { get; private set; }

    public static async Task<ListeningModels> LoadAsync(ListenPlan plan, Terminal terminal, CancellationToken cancellationToken)
    {
        var loaded = new ListeningModels();
        try
        {
            TorchRuntime.Require();
            foreach (var choice in plan.Sources.Select(source => source.Model).Distinct())
            {
                var network = choice.Network is { } variant ? await loaded.NetworkAsync(variant, terminal, cancellationToken).ConfigureAwait(false) : null;
                loaded.models[choice] = loaded.Keep(choice.Path is { } path
                    ? ListeningModel.Of(loaded.Keep(SoundModel.Load(path)), network)
                    : ListeningModel.OfYamnet(network!));
            }

            if (plan.Clips is { NoSpeech: true }) loaded.Speech = await loaded.NetworkAsync(YamnetVariant.Lite, terminal, cancellationToken).ConfigureAwait(false);
            return loaded;
        }
        catch
        {
            loaded.Dispose();
            throw;
        }
    }

    public ListeningModel Of(ModelChoice choice) => models[choice];

    public void Dispose()
    {
        // The last made uses the others.
        for (var k = parts.Count - 1; k >= 0; k--) parts[k].Dispose();
    }

    private async Task<Yamnet> NetworkAsync(YamnetVariant variant, Terminal terminal, CancellationToken cancellationToken)
    {
        if (networks.TryGetValue(variant, out var known)) return known;
        return networks[variant] = Keep(await NetworkLoader.LoadAsync(variant, terminal, cancellationToken).ConfigureAwait(false));
    }

    private T Keep<T>(T part)
        where T : IDisposable
    {
        parts.Add(part);
        return part;
    }
}
