using Xunit;

namespace Audio2Mqtt.Torch.Tests;

public sealed class NamePatternsTests
{
    private static readonly string[] Names = ["Dog", "Domestic animals, pets", "Door", "Engine"];

    [Theory]
    [InlineData("dog", "0")]
    [InlineData("do?", "0")]
    [InlineData("do*", "0 1 2")]
    [InlineData("2", "2")]
    [InlineData("domestic animals, pets", "1")]
    [InlineData("dog, eng*", "0 3")]
    public void An_entry_chooses_names_by_name_pattern_or_index(string entry, string expected)
    {
        List<string> unknown = [];
        Assert.Equal(expected, string.Join(' ', NamePatterns.Choose(Names, entry, unknown)));
        Assert.Empty(unknown);
    }

    [Fact]
    public void What_matches_nothing_is_told_part_by_part()
    {
        List<string> unknown = [];
        Assert.Equal([0], NamePatterns.Choose(Names, "dog, cat, 4", unknown));
        Assert.Equal(["cat", "4"], unknown);
    }

    [Theory]
    [InlineData("doog", "Dog")]
    [InlineData("engnie", "Engine")]
    [InlineData("saxophone", null)]
    public void The_nearest_name_is_near(string entry, string? expected) => Assert.Equal(expected, NamePatterns.Nearest(Names, entry));
}
