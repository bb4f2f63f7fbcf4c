namespace Audio2Mqtt.Torch.Audio.Devices;

/// <summary>Which device is wanted. As it is: the loopback of the default output.</summary>
public sealed record DeviceChoice
{
    /// <summary>Whether the default input is wanted and not the loopback of the default output. A name or a number goes before it.</summary>
    public bool IsMicrophone { get; init; }

    /// <summary>
    /// A part of the name or of the description, without regard to case; null where it does not matter. A whole name or description goes before a part.
    /// </summary>
    /// <exception cref="ArgumentException">Empty.</exception>
    public string? Name
    {
        get;
        init => field = value is null || !string.IsNullOrWhiteSpace(value) ? value : throw new ArgumentException("must not be empty", nameof(Name));
    }

    /// <summary>A <see cref="CaptureDevice.Id"/>; null where it does not matter.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int? Id
    {
        get;
        init => field = value is null or >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(Id), value, "must not be negative");
    }

    /// <summary>The choice as messages tell it.</summary>
    public override string ToString() =>
        Id is { } id ? $"device {id}" : Name is { } name ? $"device '{name}'" : IsMicrophone ? "the default microphone" : "the loopback of the default output";
}
