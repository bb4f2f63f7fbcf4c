using System.Numerics;
using System.Runtime.InteropServices;

namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>Pure loops over weight values that the readers share.</summary>
internal static class WeightValues
{
    /// <summary>The index of the first NaN or infinity; -1 when every value is finite.</summary>
    public static int FirstNonFinite(ReadOnlySpan<float> values)
    {
        var wide = MemoryMarshal.Cast<float, Vector<float>>(values);
        var limit = new Vector<float>(float.MaxValue);
        var from = wide.Length * Vector<float>.Count;
        for (var i = 0; i < wide.Length; i++)
        {
            if (Vector.LessThanOrEqualAll(Vector.Abs(wide[i]), limit)) continue;
            from = i * Vector<float>.Count;
            break;
        }

        for (var i = from; i < values.Length; i++)
            if (!float.IsFinite(values[i])) return i;
        return -1;
    }

    /// <summary>
    /// The axes of a convolution's kernel moved from <c>[rows, columns]</c> to <c>[columns, rows]</c>. Every change of layout here is this
    /// one: TF's HWIO is (height*width*in, out), its depthwise HWC1 is (height*width, channels), a dense kernel is (in, out).
    /// </summary>
    public static float[] Transpose(ReadOnlySpan<float> source, int rows, int columns)
    {
        var result = GC.AllocateUninitializedArray<float>(source.Length);

        // In tiles, so that both sides stay in the cache: the plain loop is several times slower on [1024, 1024].
        const int Tile = 32;
        for (var top = 0; top < rows; top += Tile)
        {
            for (var left = 0; left < columns; left += Tile)
            {
                var bottom = Math.Min(top + Tile, rows);
                var right = Math.Min(left + Tile, columns);
                for (var row = top; row < bottom; row++)
                    for (var column = left; column < right; column++)
                        result[(column * rows) + row] = source[(row * columns) + column];
            }
        }

        return result;
    }
}
