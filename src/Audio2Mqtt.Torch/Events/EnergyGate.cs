namespace Audio2Mqtt.Torch.Events;

/// <summary>
/// Decides patch by patch whether it is loud enough to be looked at, and follows the noise floor: the level of the quietest patch of the last
/// <see cref="EnergyGateOptions.FloorMemory"/> (minimum statistics, after R. Martin, "Noise power spectral density estimation based on optimal smoothing and
/// minimum statistics", 2001). So the floor falls with the first quieter patch, and rises, when a fan is switched on, once its memory holds nothing
/// quieter. One thread at a time.
/// </summary>
public sealed class EnergyGate
{
    // The memory is kept as minima of parts: the oldest one is forgotten at once, so the memory sways by an eighth of its length.
    private const int Parts = 8;

    private readonly EnergyGateOptions options;
    private readonly float[] minima = new float[Parts];
    private readonly int patchesPerPart;
    private int part;
    private int patchesInPart;
    private bool isBegun;

    /// <summary>A gate that has heard nothing yet.</summary>
    /// <param name="options">When it opens.</param>
    /// <param name="hopSeconds">Time from patch to patch, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A hop that is not above 0.</exception>
    public EnergyGate(EnergyGateOptions options, double hopSeconds = 0.48)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!(hopSeconds > 0)) throw new ArgumentOutOfRangeException(nameof(hopSeconds), hopSeconds, "must be above 0");
        this.options = options;
        patchesPerPart = Math.Max(1, (int)Math.Round(options.FloorMemory.TotalSeconds / hopSeconds / Parts));
        Reset();
    }

    /// <summary>The noise floor as it is estimated, in dBFS RMS; -150 before the first patch.</summary>
    public float FloorDbfs { get; private set; }

    /// <summary>Takes the next patch's level and decides about it.</summary>
    /// <param name="levelDbfs">Its RMS, in dBFS.</param>
    /// <returns>Whether the patch is to be looked at.</returns>
    public bool IsOpen(float levelDbfs)
    {
        if (!isBegun) Begin(levelDbfs);
        var isOpen = options.Adaptive ? levelDbfs >= FloorDbfs + options.MarginDb : options.ThresholdDbfs is not { } threshold || levelDbfs >= threshold;
        Follow(levelDbfs);
        return isOpen;
    }

    /// <summary>Forgets what it has heard.</summary>
    public void Reset()
    {
        Array.Fill(minima, float.PositiveInfinity);
        (part, patchesInPart, isBegun, FloorDbfs) = (0, 0, false, -150);
    }

    // Before anything is known the floor is taken to lie below the first patch, so that a sound at the very beginning is heard.
    private void Begin(float levelDbfs)
    {
        isBegun = true;
        minima[0] = FloorDbfs = levelDbfs - options.MarginDb;
    }

    private void Follow(float levelDbfs)
    {
        if (patchesInPart == patchesPerPart)
        {
            part = (part + 1) % Parts;
            (minima[part], patchesInPart) = (float.PositiveInfinity, 0);
        }

        patchesInPart++;
        if (levelDbfs < minima[part]) minima[part] = levelDbfs;
        var floor = minima[0];
        foreach (var minimum in minima) floor = Math.Min(floor, minimum);
        if (float.IsFinite(floor)) FloorDbfs = floor;
    }
}
