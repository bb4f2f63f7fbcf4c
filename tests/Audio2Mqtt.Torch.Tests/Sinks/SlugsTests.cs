using System.Text.RegularExpressions;
using Audio2Mqtt.Torch.Sinks;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Sinks;

public class SlugsTests
{
    [Theory]
    [InlineData("dog", "dog")]
    [InlineData("Dog-2_x", "Dog-2_x")]
    [InlineData("Child speech, kid speaking", "Child_speech_kid_speaking")]
    [InlineData("  a / b#+$  ", "a_b")]
    [InlineData("__x__", "x")]
    public void A_name_keeps_letters_digits_and_dashes_and_the_rest_collapses(string name, string slug) => Assert.Equal(slug, Slugs.Of(name, "sound"));

    [Theory]
    [InlineData("")]
    [InlineData("狗")]
    [InlineData("###")]
    public void A_name_of_which_nothing_is_left_is_a_word_and_a_digest(string name) => Assert.Matches("^sound_[0-9a-f]{6}$", Slugs.Of(name, "sound"));

    [Fact]
    public void Names_that_collapse_to_one_get_slugs_of_their_own_that_do_not_depend_on_the_others()
    {
        var two = Slugs.OfAll(["a b", "a/b"], "sound");
        var more = Slugs.OfAll(["a b", "x", "a,b", "a/b"], "sound");
        Assert.Equal("a_b", two["a b"]);
        Assert.Matches("^a_b_[0-9a-f]{6}$", two["a/b"]);
        Assert.Equal(two["a/b"], more["a/b"]);
        Assert.Equal(4, more.Values.Distinct().Count());
    }

    [Fact]
    public void A_name_that_is_its_own_slug_keeps_it_wherever_it_stands() =>
        Assert.Equal("a_b", Slugs.OfAll(["a b", "a_b"], "sound")["a_b"]);

    [Fact]
    public void Slugs_differ_in_more_than_case_and_dashes_since_entities_know_neither()
    {
        var slugs = Slugs.OfAll(["Dog", "dog", "a-b", "a_b"], "sound");
        Assert.Equal(4, slugs.Values.Select(Slugs.Key).Distinct().Count());
    }

    [Fact]
    public void A_reserved_slug_is_nobodys() => Assert.Matches("^all_[0-9a-f]{6}$", Slugs.OfAll(["all"], "sound", "all")["all"]);

    [Fact]
    public void Any_names_give_valid_and_distinct_slugs()
    {
        var random = new Random(1);
        for (var round = 0; round < 200; round++)
        {
            var names = Enumerable.Range(0, 20).Select(_ => string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => " aA_-/é"[random.Next(7)]))).Distinct().ToList();
            var slugs = Slugs.OfAll(names, "sound", "all");
            Assert.Equal(names.Count, slugs.Values.Select(Slugs.Key).Distinct().Count());
            Assert.All(slugs.Values, slug => Assert.Matches(new Regex("^[a-zA-Z0-9_-]+$"), slug));
        }
    }
}
