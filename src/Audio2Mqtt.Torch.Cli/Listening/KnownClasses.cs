using Audio2Mqtt.Torch.Cli.Configuration;
using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Network.Weights;
using Audio2Mqtt.Torch.Streaming;

namespace Audio2Mqtt.Torch.Cli.Listening;

/// <summary>What models can hear.</summary>
internal static class KnownClasses
{
    /// <summary>As far as the disk knows, without loading a network; null where its weights are not installed yet.</summary>
    public static SoundClasses? Of(ModelChoice choice)
    {
        if (choice.Path is { } path)
        {
            var description = SoundModel.Describe(path);
            return new(description.Classes, BackgroundClasses.IsBackground, description.Thresholds);
        }

        var store = WeightsStore.FromEnvironment();
        return choice.Network is { } variant && store.IsInstalled(variant) ? new(store.Load(variant).ClassNames, BackgroundClasses.IsBackground, new Dictionary<string, float>()) : null;
    }

    public static SoundClasses Of(ListeningModel model) => new(model.Classes, BackgroundClasses.IsBackground, model.Thresholds);
}
