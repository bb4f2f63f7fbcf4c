using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>min(max(x, 0), 6), element by element.</summary>
        public static ReLU6 ReLU6(bool inplace = false) => new(inplace);
    }
}
