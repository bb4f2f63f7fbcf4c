using System.Globalization;

namespace Audio2Mqtt.Torch.Events;

/// <summary>Tells of drops once per many: the first, the tenth, the hundredth, and so on.</summary>
/// <param name="what">What is dropped and why, as the line begins after the number.</param>
/// <param name="tell">Takes the line.</param>
internal sealed class DropReport(string what, Action<string> tell)
{
    private readonly Lock gate = new();
    private long next = 1;

    /// <summary>Whether <see cref="Update"/> would tell.</summary>
    public bool IsDue(long dropped) => dropped >= Interlocked.Read(ref next);

    /// <summary>So many have been dropped by now. From any thread.</summary>
    public void Update(long dropped)
    {
        lock (gate)
        {
            if (!IsDue(dropped)) return;
            while (next <= dropped) next *= 10;
        }

        tell(string.Create(CultureInfo.InvariantCulture, $"{dropped} {what}"));
    }
}
