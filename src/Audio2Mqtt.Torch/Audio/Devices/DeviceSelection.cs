namespace Audio2Mqtt.Torch.Audio.Devices;

/// <summary>Finds the one device that is meant.</summary>
internal static class DeviceSelection
{
    /// <summary>The device of a choice.</summary>
    /// <exception cref="CaptureDeviceException">None answers, or several do.</exception>
    internal static CaptureDevice Select(IReadOnlyList<CaptureDevice> devices, DeviceChoice choice)
    {
        if (devices.Count == 0) throw CaptureDeviceException.None();
        if (choice.Id is { } id) return devices.FirstOrDefault(device => device.Id == id) ?? throw Unknown(devices, $"no device has the number {id}");
        if (choice.Name is { } name) return Named(devices, name);
        var kind = choice.IsMicrophone ? DeviceKind.Microphone : DeviceKind.Loopback;
        var ofKind = devices.Where(device => device.Kind == kind).ToArray();
        return ofKind.FirstOrDefault(device => device.IsDefault) ?? ofKind.FirstOrDefault()
            ?? throw new CaptureDeviceException(choice.IsMicrophone
                ? $"there is no microphone, only {Names(devices)}: {DeviceAdvice.NoDevice}"
                : $"what this machine plays cannot be heard here, only {Names(devices)}: {DeviceAdvice.NoLoopback}");
    }

    private static CaptureDevice Named(IReadOnlyList<CaptureDevice> devices, string name)
    {
        foreach (var comparison in (StringComparison[])[StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase])
        {
            if (devices.FirstOrDefault(device => device.Name.Equals(name, comparison)) is { } named) return named;
            if (devices.Where(device => device.Description.Equals(name, comparison)).Take(2).ToArray() is [var described]) return described;
        }

        var found = devices.Where(device => Contains(device.Name, name) || Contains(device.Description, name)).ToArray();
        return found.Length switch
        {
            1 => found[0],
            0 => throw Unknown(devices, $"no device has '{name}' in its name"),
            _ => throw new CaptureDeviceException($"'{name}' fits {found.Length} devices ({Names(found)}): write more of the name, or --device-id"),
        };
    }

    private static bool Contains(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static CaptureDeviceException Unknown(IReadOnlyList<CaptureDevice> devices, string what) => new($"{what}; there are {Names(devices)}");

    private static string Names(IEnumerable<CaptureDevice> devices) =>
        string.Join(", ", devices.Select(device => $"{device.Id} {device.Name} ({device.Description})"));
}
