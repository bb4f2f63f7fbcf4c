using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Network.Weights;
using Audio2Mqtt.Torch.Tests.Network.Weights;

namespace Audio2Mqtt.Torch.Tests.Golden;

/// <summary>The two genuine networks, read from their original files; by the names that the golden data gives them.</summary>
internal static class GenuineYamnet
{
    private static readonly Lazy<YamnetWeights> Lite = new(() => WeightsFile.Read(GenuineWeights.Path(GenuineWeights.Lite)));
    private static readonly Lazy<YamnetWeights> Hub = new(() => WeightsFile.Read(GenuineWeights.Path(GenuineWeights.Hub)));

    internal static YamnetWeights Weights(string golden) => golden == "lite6" ? Lite.Value : Hub.Value;

    internal static Yamnet Load(string golden) => Yamnet.Load(Weights(golden));
}
