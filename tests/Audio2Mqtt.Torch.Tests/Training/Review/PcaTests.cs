using Audio2Mqtt.Torch.Training.Review;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Training.Review;

public sealed class PcaTests
{
    // Power iteration stops at a cosine of 1 - 1e-7: an angle of 4e-4.
    private const double Tolerance = 1e-3;

    [Fact]
    public void Places_are_those_of_the_singular_value_decomposition()
    {
        // numpy: X = [[2.5, 2.4, 0.1], …]; X -= X.mean(0); u, s, v = svd(X); u[:, :2] * s[:2], signs so that the largest of each axis is positive.
        float[][] rows =
        [
            [2.5f, 2.4f, 0.1f], [0.5f, 0.7f, 0.3f], [2.2f, 2.9f, -0.2f], [1.9f, 2.2f, 0.0f], [3.1f, 3.0f, 0.4f],
            [2.3f, 2.7f, -0.1f], [2.0f, 1.6f, 0.2f], [1.0f, 1.1f, -0.3f], [1.5f, 1.6f, 0.5f], [1.1f, 0.9f, 0.0f],
        ];
        (double X, double Y)[] expected =
        [
            (0.82801, 0.10628),
            (-1.77692, 0.09505),
            (0.99125, -0.46045),
            (0.27392, -0.14918),
            (1.67679, 0.36970),
            (0.91233, -0.25854),
            (-0.09874, 0.29074),
            (-1.14580, -0.34331),
            (-0.43675, 0.32712),
            (-1.22409, 0.02258),
        ];
        var (places, share) = Pca.Project(rows);
        Assert.Equal(expected.Length, places.Length);
        foreach (var ((x, y), (expectedX, expectedY)) in places.Zip(expected))
        {
            Assert.Equal(expectedX, x, Tolerance);
            Assert.Equal(expectedY, y, Tolerance);
        }

        Assert.Equal(0.97758, share, Tolerance);
    }

    [Fact]
    public void Two_directions_are_found_in_many_dimensions()
    {
        // A grid of 5 by 3 in two directions of 64 at right angles, the first one four times as wide.
        var rows = new float[15][];
        for (var k = 0; k < rows.Length; k++)
        {
            rows[k] = new float[64];
            for (var i = 0; i < 64; i++)
                rows[k][i] = 3 + ((4 * (k % 5) * MathF.Cos(MathF.PI * i / 32)) + ((k / 5) * MathF.Cos(2 * MathF.PI * i / 32)));
        }

        var (places, share) = Pca.Project(rows);
        Assert.Equal(1, share, Tolerance);
        Assert.Equal(4 * Math.Sqrt(32), Math.Abs(places[1].X - places[0].X), 0.01); // a cosine over whole periods of 64 numbers has the norm sqrt 32
        Assert.Equal(Math.Sqrt(32), Math.Abs(places[5].Y - places[0].Y), 0.01);
        Assert.Equal(0, places[1].Y - places[0].Y, 0.01);
    }

    [Fact]
    public void Few_and_equal_rows_have_places_too()
    {
        Assert.Empty(Pca.Project([]).Places);
        Assert.Equal([(0.0, 0.0)], Pca.Project([[1, 2, 3]]).Places);
        Assert.All(Pca.Project([[1, 2], [1, 2], [1, 2]]).Places, place => Assert.Equal((0.0, 0.0), place));
    }
}
