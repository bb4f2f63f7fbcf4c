namespace Audio2Mqtt.Torch.Inspection.Meters;

/// <summary>
/// Values over time in a bounded number of columns, without knowing how many come: where they do not fit, pairs of columns become one and the next ones
/// take twice as many.
/// </summary>
/// <param name="width">Numbers of a value.</param>
/// <param name="most">Columns at most, even.</param>
/// <param name="merge">Makes one of two columns, a number at a time; <c>k</c> is its place in the value.</param>
internal sealed class Columns(int width, int most, Func<float, float, int, float> merge)
{
    private readonly float[] values = new float[width * most];
    private readonly float[] current = new float[width];
    private long each = 1;
    private long inCurrent;
    private int count;

    /// <summary>Takes the next value.</summary>
    public void Add(ReadOnlySpan<float> value)
    {
        if (inCurrent == 0) value.CopyTo(current);
        else Merge(current, value, current);
        if (++inCurrent < each) return;

        // Halved, the column is only begun.
        if (count == most) Halve();
        else EndColumn();
    }

    /// <summary>[columns, width] row by row.</summary>
    public float[] Finish()
    {
        if (inCurrent > 0 && count == most) Halve();
        if (inCurrent > 0) EndColumn();
        return values[..(count * width)];
    }

    private void EndColumn()
    {
        current.CopyTo(values.AsSpan(count++ * width));
        inCurrent = 0;
    }

    private void Halve()
    {
        for (var k = 0; k < most / 2; k++) Merge(values.AsSpan(2 * k * width, width), values.AsSpan(((2 * k) + 1) * width, width), values.AsSpan(k * width, width));
        count = most / 2;
        each *= 2;
    }

    private void Merge(ReadOnlySpan<float> one, ReadOnlySpan<float> other, Span<float> into)
    {
        for (var k = 0; k < width; k++) into[k] = merge(one[k], other[k], k);
    }
}
