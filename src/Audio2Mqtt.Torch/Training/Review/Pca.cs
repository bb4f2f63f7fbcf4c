using System.Numerics.Tensors;

namespace Audio2Mqtt.Torch.Training.Review;

/// <summary>Principal component analysis onto a plane: https://doi.org/10.1080/14786440109462720 by power iteration, which needs no matrix of covariances.</summary>
internal static class Pca
{
    private const int MostIterations = 200;
    private const double Converged = 1e-7;

    /// <summary>Each row's place in the plane of the largest variance.</summary>
    /// <param name="rows">[n][size]; need not be centred.</param>
    /// <returns>Places, and the part of all variance that the plane shows, in [0, 1].</returns>
    public static ((double X, double Y)[] Places, double Share) Project(IReadOnlyList<float[]> rows)
    {
        if (rows.Count == 0) return ([], 0);
        var centred = Centred(rows);
        var all = centred.Sum(row => (double)TensorPrimitives.SumOfSquares(row));
        var (first, firstPower) = Axis(centred, null);
        var (second, secondPower) = Axis(centred, first);
        return (
            [.. centred.Select(row => ((double)TensorPrimitives.Dot(row, first), (double)TensorPrimitives.Dot(row, second)))],
            all > 0 ? Math.Min(1, (firstPower + secondPower) / all) : 0);
    }

    private static float[][] Centred(IReadOnlyList<float[]> rows)
    {
        var mean = new float[rows[0].Length];
        foreach (var row in rows) TensorPrimitives.Add(mean, row, mean);
        TensorPrimitives.Divide(mean, rows.Count, mean);
        return
        [
            .. rows.Select(row =>
            {
                var centred = new float[row.Length];
                TensorPrimitives.Subtract(row, mean, centred);
                return centred;
            }),
        ];
    }

    // The axis of the largest variance that is at a right angle to the one before, and that variance (times the rows).
    private static (float[] Axis, double Power) Axis(float[][] rows, float[]? before)
    {
        var axis = Start(rows[0].Length);
        Straighten(axis, before);
        var next = new float[axis.Length];
        var power = 0.0;
        for (var k = 0; k < MostIterations; k++)
        {
            Array.Clear(next);
            foreach (var row in rows) TensorPrimitives.MultiplyAdd(row, TensorPrimitives.Dot(row, axis), next, next);
            var length = Straighten(next, before);
            var change = 1 - Math.Abs(TensorPrimitives.Dot(next, axis));
            (axis, next, power) = (next, axis, length);
            if (length == 0 || change < Converged) break;
        }

        // A picture of the same data must not be turned over by chance.
        if (axis.Length > 0 && axis[TensorPrimitives.IndexOfMaxMagnitude(axis)] < 0) TensorPrimitives.Negate(axis, axis);
        return (axis, power);
    }

    // Any direction that no data lies at a right angle to by design; the same each time.
    private static float[] Start(int size) => [.. Enumerable.Range(0, size).Select(k => 1f + (0.37f * MathF.Sin(k + 1)))];

    // At a right angle to the axis before, of length 1; tells the length that it had.
    private static double Straighten(float[] axis, float[]? before)
    {
        if (before is not null) TensorPrimitives.MultiplyAdd(before, -TensorPrimitives.Dot(axis, before), axis, axis);
        var length = TensorPrimitives.Norm(axis);
        if (length > 0) TensorPrimitives.Divide(axis, length, axis);
        return length;
    }
}
