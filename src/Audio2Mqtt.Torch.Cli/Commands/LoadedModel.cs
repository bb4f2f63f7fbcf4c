using Audio2Mqtt.Torch.Network;

namespace Audio2Mqtt.Torch.Cli.Commands;

/// <summary>A model with its embedder, and the network beneath where it needs one.</summary>
internal sealed class LoadedModel : IDisposable
{
    private readonly Yamnet? network;

    private LoadedModel(SoundModel model, IEmbedder embedder, Yamnet? network) => (Model, Embedder, this.network) = (model, embedder, network);

    public SoundModel Model { get; }

    public IEmbedder Embedder { get; }

    public static async Task<LoadedModel> LoadAsync(string path, Terminal terminal, CancellationToken cancellationToken)
    {
        var required = SoundModel.Describe(path).RequiredNetwork;
        var network = required is { } variant ? await NetworkLoader.LoadAsync(variant, terminal, cancellationToken).ConfigureAwait(false) : null;
        SoundModel? model = null;
        try
        {
            TorchRuntime.Require();
            model = SoundModel.Load(path);
            return new(model, model.CreateEmbedder(network), network);
        }
        catch
        {
            model?.Dispose();
            network?.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Embedder.Dispose();
        Model.Dispose();
        network?.Dispose();
    }
}
