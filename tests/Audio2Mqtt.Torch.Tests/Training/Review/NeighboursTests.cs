using Audio2Mqtt.Torch.Training.Review;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Training.Review;

public sealed class NeighboursTests
{
    [Fact]
    public void The_nearest_come_first_and_only_those_that_may()
    {
        // On a circle, a degree apart; the neighbour to the right is barred.
        float[][] vectors = [.. Enumerable.Range(0, 300).Select(k => (float[])[MathF.Cos(k * MathF.PI / 180), MathF.Sin(k * MathF.PI / 180)])];
        var all = Neighbours.Of(vectors, 3, (one, other) => other != one + 1);
        Assert.Equal(300, all.Length);
        for (var k = 3; k < 297; k++)
        {
            Assert.Equal(k - 1, all[k][0].Place);
            Assert.Equal([k - 2, k + 2], all[k].Skip(1).Select(one => one.Place).Order());
            Assert.Equal(Math.Cos(Math.PI / 180), all[k][0].Similarity, 1e-5);
        }
    }

    [Fact]
    public void Where_there_are_fewer_all_of_them_come()
    {
        Assert.Empty(Neighbours.Of([], 5, (_, _) => true));
        Assert.Empty(Assert.Single(Neighbours.Of([[1, 0]], 5, (_, _) => true)));
        Assert.Equal(1, Assert.Single(Neighbours.Of([[1, 0], [0, 1]], 5, (_, _) => true)[0]).Place);
    }
}
