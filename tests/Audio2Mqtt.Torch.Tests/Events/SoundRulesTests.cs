using Audio2Mqtt.Torch.Events;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Events;

public sealed class SoundRulesTests
{
    private static readonly SoundClasses Model = new(
        ["Bark", "Howl", "Door", "Domestic animals, pets", "background"], name => name == "background", new Dictionary<string, float> { ["Bark"] = 0.9f, ["Howl"] = 0.6f });

    private static readonly SoundRequest Dog = new() { Groups = new Dictionary<string, IReadOnlyList<string>> { ["dog"] = ["bark", "How*"] } };

    [Fact]
    public void Without_wishes_every_class_but_the_background_is_told()
    {
        var rules = Resolve(new());
        Assert.Equal(["Bark", "Howl", "Door", "Domestic animals, pets"], rules.Select(rule => rule.Name));
        Assert.Equal([0.9f, 0.6f, 0.7f, 0.7f], rules.Select(rule => rule.StartThreshold));
    }

    [Fact]
    public void Patterns_allow_and_deny_in_any_case_and_never_bring_the_background_in()
    {
        Assert.Equal(["Domestic animals, pets", "Door"], Resolve(new() { Allow = ["DO*", "bACK*"] }).Select(rule => rule.Name).Order());
        Assert.Equal(["Bark", "Howl"], Resolve(new() { Deny = ["do*"] }).Select(rule => rule.Name));
        Assert.Equal(["Domestic animals, pets"], Resolve(new() { Allow = ["domestic animals, pets"] }).Select(rule => rule.Name));
    }

    [Fact]
    public void A_group_stands_for_its_classes_with_the_highest_of_their_thresholds()
    {
        var rules = Resolve(Dog);
        Assert.Equal(["dog", "Door", "Domestic animals, pets"], rules.Select(rule => rule.Name));
        Assert.Equal([0, 1], rules[0].Classes);
        Assert.Equal(0.9f, rules[0].StartThreshold);
    }

    [Fact]
    public void A_class_of_a_group_is_told_by_itself_only_where_it_is_named()
    {
        Assert.Equal(["dog", "Bark"], Resolve(Dog with { Allow = ["dog", "bark"] }).Select(rule => rule.Name));
        Assert.Equal(["dog"], Resolve(Dog with { Allow = ["dog", "ba*"] }).Select(rule => rule.Name));
    }

    [Fact]
    public void A_denied_class_is_not_told_through_a_group_either() => Assert.Equal([1], Resolve(Dog with { Deny = ["Bark"] })[0].Classes);

    [Fact]
    public void A_group_may_have_the_name_of_a_class_that_it_holds()
    {
        var request = new SoundRequest { Groups = new Dictionary<string, IReadOnlyList<string>> { ["bark"] = ["Bark", "Howl"] }, Allow = ["bark"] };
        Assert.Equal([0, 1], Assert.Single(Resolve(request)).Classes);
    }

    [Fact]
    public void Own_values_win_over_those_for_all_over_the_models_over_the_defaults()
    {
        var rules = Resolve(new()
        {
            Defaults = new() { StartThreshold = 0.5f, Debounce = TimeSpan.FromSeconds(3), Metadata = new Dictionary<string, string> { ["room"] = "hall", ["tone"] = "low" } },
            Overrides = new Dictionary<string, SoundOverride>
            {
                ["howl"] = new() { StartThreshold = 0.8f, ReleaseThreshold = 0.7f, MinDuration = TimeSpan.FromSeconds(2), Metadata = new Dictionary<string, string> { ["room"] = "yard" } },
            },
        });
        Assert.Equal([0.5f, 0.8f, 0.5f, 0.5f], rules.Select(rule => rule.StartThreshold));
        Assert.Equal(0.7f, rules[1].ReleaseThreshold);
        Assert.Equal(TimeSpan.FromSeconds(2), rules[1].MinDuration);
        Assert.All(rules, rule => Assert.Equal(TimeSpan.FromSeconds(3), rule.Debounce));
        Assert.Equal(("yard", "low"), (rules[1].Metadata["room"], rules[1].Metadata["tone"]));
    }

    [Fact]
    public void One_release_threshold_for_all_is_lowered_to_a_models_lower_start_threshold() =>
        Assert.Equal([0.65f, 0.6f, 0.65f, 0.65f], Resolve(new() { Defaults = new() { ReleaseThreshold = 0.65f } }).Select(rule => rule.ReleaseThreshold));

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_by_name()
    {
        var problems = Problems(new()
        {
            Defaults = new() { StartThreshold = 1.5f },
            Allow = ["Brak", "xyz", "background", "Do*"],
            Deny = ["Haul"],
            Groups = new Dictionary<string, IReadOnlyList<string>> { ["all"] = ["Bark"], ["Door"] = ["Howl"], ["mix"] = ["Bark", "background", "nothing like it"], ["none"] = [] },
            Overrides = new Dictionary<string, SoundOverride> { ["Dor"] = new(), ["Howl"] = new(), ["background"] = new() },
        });
        Assert.Contains("no sound is called 'Brak': did you mean 'Bark'?", problems);
        Assert.Contains("no sound is called 'xyz': write the name of a class or group, or a pattern such as 'dog*'", problems);
        Assert.Contains("'background' stands for none of the sounds and is never told", problems);
        Assert.Contains("no sound is called 'Haul': did you mean 'Howl'?", problems);
        Assert.Contains("a group may not be called 'all', which stands for any sound", problems);
        Assert.Contains("group 'Door' has the name of a class that is not in it", problems);
        Assert.Contains("group 'mix': 'background' stands for none of the sounds and is never told", problems);
        Assert.Contains(problems, problem => problem.StartsWith("group 'mix': no sound is called 'nothing like it'", StringComparison.Ordinal));
        Assert.Contains("group 'none' has no classes", problems);
        Assert.Contains("no sound is called 'Dor': did you mean 'Door'?", problems);
        Assert.Contains("'Howl' has values of its own but is not among the sounds that are told", problems);
        Assert.Contains("the start threshold 1.5 for all sounds must be in [0, 1]", problems);
        Assert.Equal(problems.Distinct(), problems);
    }

    [Fact]
    public void Values_that_contradict_each_other_are_problems()
    {
        Assert.Equal(
            ["the release threshold 0.8 of 'Bark' is above its start threshold 0.5", "'Bark' must last 20 s to be told, but is ended after 10 s"],
            Problems(new()
            {
                Allow = ["Bark"],
                Overrides = new Dictionary<string, SoundOverride>
                {
                    ["Bark"] = new() { StartThreshold = 0.5f, ReleaseThreshold = 0.8f, MinDuration = TimeSpan.FromSeconds(20), MaxDuration = TimeSpan.FromSeconds(10) },
                },
            }));
        Assert.Equal(
            ["the release threshold 0.8 for all sounds is above the start threshold 0.5"], Problems(new() { Defaults = new() { StartThreshold = 0.5f, ReleaseThreshold = 0.8f } }));
        Assert.Equal(["no sound is left to be told of"], Problems(new() { Deny = ["*"] }));
        Assert.Equal(["every class of the group 'dog' is denied"], Problems(Dog with { Deny = ["bark", "howl"] }));
    }

    [Fact]
    public void A_class_called_all_is_told_only_through_a_group_of_another_name()
    {
        var model = new SoundClasses(["All", "Bark"], _ => false, new Dictionary<string, float>());
        List<string> problems = [];
        _ = SoundRules.Resolve(new(), model, problems);
        Assert.Equal(["a class may not be told as 'all', which stands for any sound: put it into a group of another name, or deny it"], problems);
    }

    private static IReadOnlyList<SoundRule> Resolve(SoundRequest request)
    {
        List<string> problems = [];
        var rules = SoundRules.Resolve(request, Model, problems);
        Assert.Empty(problems);
        return rules;
    }

    private static List<string> Problems(SoundRequest request)
    {
        List<string> problems = [];
        _ = SoundRules.Resolve(request, Model, problems);
        return problems;
    }
}
