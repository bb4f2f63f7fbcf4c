using System.Text.Json.Serialization;

namespace Audio2Mqtt.Torch.Network;

/// <summary>The layers of a head.</summary>
public sealed record HeadOptions
{
    /// <summary>Units of each hidden layer, each 1 to 65 536; none for a linear head. Default: one of 512.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A layer outside [1, 65536], or over 16 layers.</exception>
    [JsonRequired]
    public IReadOnlyList<int> Hidden
    {
        get;
        init => field = value.Count <= 16 && value.All(units => units is >= 1 and <= 65_536) ? value
            : throw new ArgumentOutOfRangeException(nameof(Hidden), string.Join(',', value), "must be up to 16 layers of 1 to 65536 units");
    } = [512];

    /// <summary>Share of a hidden layer's values that training drops, in [0, 1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 1).</exception>
    [JsonRequired]
    public double Dropout
    {
        get;
        init => field = value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(Dropout), value, "must be in [0, 1)");
    }
}
