using TorchSharp.Utils;
using Xunit;

namespace TorchSharp.Tests.Utils;

public sealed class OrderedDictTests
{
    [Fact]
    public void Items_come_in_the_order_in_which_their_keys_were_added()
    {
        var dict = new OrderedDict<string, int>();
        dict.Add("b", 2);
        dict.Add(("a", 1));
        dict.Add("c", 3);
        dict["a"] = 10; // a new value keeps its place
        Assert.Equal(["b", "a", "c"], dict.Keys);
        Assert.Equal([2, 10, 3], dict.Values);
        Assert.Equal(("a", 10), dict[1]);
        Assert.Equal(10, dict["a"]);
        Assert.Equal(3, dict.Count);
    }

    [Fact]
    public void Removing_and_inserting_keep_the_order_of_the_rest()
    {
        var dict = new OrderedDict<string, int> { ("a", 1), ("b", 2), ("c", 3) };
        Assert.True(dict.Remove("b"));
        dict.Insert(0, ("z", 26));
        Assert.Equal(["z", "a", "c"], dict.Keys);
        Assert.False(dict.ContainsKey("b"));
        Assert.False(dict.TryGetValue("b", out _));
        Assert.Throws<KeyNotFoundException>(() => dict["b"]);
        dict.Clear();
        Assert.Empty(dict.Keys);
    }

    [Fact]
    public void A_key_is_added_once()
    {
        var dict = new OrderedDict<string, int> { ("a", 1) };
        Assert.Throws<ArgumentException>(() => dict.Add("a", 2));
        Assert.Equal(1, dict["a"]);
    }
}
