using Audio2Mqtt.Torch.Classification;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Classification;

public class TopClassesTests
{
    private static readonly string[] Names = ["a", "b", "c", "d", "e"];
    private static readonly float[] Scores = [0.2f, 0.9f, 0.5f, 0.9f, 0.1f];

    [Fact]
    public void The_best_come_first_and_ties_go_by_index() => Assert.Equal([1, 3, 2], Indices([0, 1, 2, 3, 4], 3, 0));

    [Fact]
    public void The_threshold_is_included() => Assert.Equal([1, 3, 2], Indices([0, 1, 2, 3, 4], 5, 0.5f));

    [Fact]
    public void Only_chosen_classes_are_listed() => Assert.Equal([3, 0], Indices([0, 3], 5, 0));

    [Fact]
    public void More_places_than_classes_list_all_of_them() => Assert.Equal([1, 3, 2, 0, 4], Indices([0, 1, 2, 3, 4], int.MaxValue, 0));

    [Fact]
    public void Names_and_scores_belong_to_their_index() => Assert.Equal([new ClassScore(2, "c", 0.5f)], TopClasses.Of(Scores, [2], Names, 1, 0));

    private static int[] Indices(int[] chosen, int count, float threshold) =>
        Array.ConvertAll(TopClasses.Of(Scores, chosen, Names, count, threshold), item => item.Index);
}
