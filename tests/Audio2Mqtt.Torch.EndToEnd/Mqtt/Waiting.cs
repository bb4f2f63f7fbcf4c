namespace Audio2Mqtt.Torch.EndToEnd.Mqtt;

/// <summary>Waits for what another thread brings about.</summary>
internal static class Waiting
{
    public static Task UntilAsync(Func<bool> condition, IEnumerable<string>? told = null) => Task.Run(() => Until(condition, told));

    public static void Until(Func<bool> condition, IEnumerable<string>? told = null)
    {
        if (!SpinWait.SpinUntil(condition, Subscriber.Patience))
            throw new TimeoutException($"waited in vain; told: {string.Join(" | ", told ?? [])}");
    }
}
