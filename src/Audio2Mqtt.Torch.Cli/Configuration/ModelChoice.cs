using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Network.Weights;

namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>What a source is listened to with. Sources that choose the same share it.</summary>
/// <param name="Path">A trained model's folder; null for YAMNet's own classes.</param>
/// <param name="Network">The installed network that it needs; null for none.</param>
/// <param name="Preparation">What it was trained with; null for nothing.</param>
internal sealed record ModelChoice(string? Path, YamnetVariant? Network, SoundPreparation? Preparation = null)
{
    /// <summary>As messages call it.</summary>
    public override string ToString() => Path is null ? $"YAMNet '{Network.ToString()!.ToLowerInvariant()}'" : $"the model {SoundModel.NameOf(Path)}";

    /// <summary>What is chosen for a source; null where it cannot be used.</summary>
    public static ModelChoice? Read(Settings settings, string origin, ICollection<Problem> problems)
    {
        var given = settings.Find(SourceKeys.Model);
        var path = (string?)given?.Value ?? (SoundModel.IsModel(SoundModel.DefaultPath) ? SoundModel.DefaultPath : SourceKeys.YamnetModel);
        if (path == SourceKeys.YamnetModel) return new(null, settings.Get(SourceKeys.Network) == "float" ? YamnetVariant.Float : YamnetVariant.Lite);
        try
        {
            var description = SoundModel.Describe(path);
            return new(path, description.RequiredNetwork, description.Preparation);
        }
        catch (ModelException error)
        {
            problems.Add(new(given?.Origin ?? origin, given?.Line ?? 0, $"model: {error.Message}"));
            return null;
        }
    }
}
