using Audio2Mqtt.Torch.Classification;
using Audio2Mqtt.Torch.Cli.Options;
using Audio2Mqtt.Torch.Cli.Rendering;
using Audio2Mqtt.Torch.Network;

namespace Audio2Mqtt.Torch.Cli.Commands;

/// <summary>What <c>classify</c> scores with, and all that it holds: YAMNet's own classes, or a trained model's.</summary>
internal sealed class LoadedScorer : IDisposable
{
    private readonly List<IDisposable> parts = [];

    private LoadedScorer()
    {
    }

    public IPatchScorer Scorer { get; private set; } = null!;

    /// <summary>The installed network in use; null where the model needs none.</summary>
    public Yamnet? Network { get; private set; }

    /// <summary>The trained model; null for YAMNet's own classes.</summary>
    public SoundModel? Model { get; private set; }

    public static async Task<LoadedScorer> LoadAsync(ClassifyRequest request, Terminal terminal, CancellationToken cancellationToken)
    {
        var loaded = new LoadedScorer();
        try
        {
            if (request.Network is { } variant) loaded.Network = loaded.Keep(await NetworkLoader.LoadAsync(variant, terminal, cancellationToken).ConfigureAwait(false));
            else TorchRuntime.Require();
            loaded.Scorer = request.Model is { } path ? loaded.OfModel(path) : loaded.Keep(new YamnetScorer(loaded.Network!));
            return loaded;
        }
        catch
        {
            loaded.Dispose();
            throw;
        }
    }

    /// <summary>How a run with it ended.</summary>
    /// <param name="loaded">Null where nothing was loaded.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="failed">Files that could not be classified.</param>
    /// <param name="isInterrupted">Whether the user ended it before the last file.</param>
    public static RunSummary Summarise(LoadedScorer? loaded, ClassifyRequest request, int failed, bool isInterrupted) => new(
        failed,
        isInterrupted,
        request.Network is { } variant ? new(variant.ToString().ToLowerInvariant(), loaded?.Network?.WeightsHash) : null,
        request.Model is null ? null : new(request.ModelName!, loaded?.Model?.Hash));

    public void Dispose()
    {
        // The last made uses the others.
        for (var k = parts.Count - 1; k >= 0; k--) parts[k].Dispose();
    }

    private ModelScorer OfModel(string path)
    {
        Model = Keep(SoundModel.Load(path));
        return new(Model, Keep(Model.CreateEmbedder(Network)));
    }

    private T Keep<T>(T part)
        where T : IDisposable
    {
        parts.Add(part);
        return part;
    }
}
