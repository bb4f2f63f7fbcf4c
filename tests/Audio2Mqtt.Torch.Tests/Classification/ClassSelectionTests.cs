using Audio2Mqtt.Torch.Classification;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Classification;

public class ClassSelectionTests
{
    private static readonly string[] Names = ["Speech", "Dog", "Domestic animals, pets", "Dog bark", "Cat"];

    [Fact]
    public void Without_filters_every_class_is_chosen() => Assert.Equal([0, 1, 2, 3, 4], Choose([], []));

    [Theory]
    [InlineData("dog", new[] { 1 })]
    [InlineData("dog*", new[] { 1, 3 })]
    [InlineData("?at", new[] { 4 })]
    [InlineData("3", new[] { 3 })]
    [InlineData("Domestic animals, pets", new[] { 2 })]
    [InlineData("Cat,0", new[] { 0, 4 })]
    [InlineData("Cat, dog*", new[] { 1, 3, 4 })]
    public void A_name_a_pattern_an_index_or_a_list_of_them_chooses(string entry, int[] expected) => Assert.Equal(expected, Choose([entry], []));

    [Fact]
    public void Exclusion_takes_from_what_was_included() => Assert.Equal([1], Choose(["dog*"], ["*bark"]));

    [Fact]
    public void Every_unknown_class_is_told_at_once()
    {
        var error = Assert.Throws<UnknownClassException>(() => Choose(["dgo", "Cat,Kat"], ["521"]));
        Assert.Equal(["dgo", "Kat", "521"], error.Patterns);
        Assert.Contains("'dgo', 'Kat', '521'", error.Message, StringComparison.Ordinal);
    }

    private static int[] Choose(string[] include, string[] exclude) => ClassSelection.Choose(Names, include, exclude);
}
